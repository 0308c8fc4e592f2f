// Before the first paint: the look this person chose. Without a choice the system's is followed.
(function () {
  try {
    var chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch (e) { /* storage refused: the system's look */ }
})();

// What the pages do beyond plain HTML. Everything here is an extra: each page works without it.
(function () {
  "use strict";

  // Light and dark: the switch appears only where it works.
  function themeSwitches() {
    document.querySelectorAll("[data-theme-switch]").forEach(function (button) {
      button.hidden = false;
    });
  }

  function turnTheme() {
    var root = document.documentElement;
    var system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    var next = (root.dataset.theme || system) === "dark" ? "light" : "dark";
    if (next === system) delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      if (next === system) localStorage.removeItem("theme");
      else localStorage.setItem("theme", next);
    } catch (e) { /* storage refused: holds for this page */ }
  }

  // An amount typed in đồng is read back with its dots: 35000000 → 35.000.000 đ.
  function echoMoney(input) {
    var echo = document.getElementById(input.id + "-echo");
    if (!echo) return;
    var typed = input.value.trim();
    var digits = typed.replace(/[.,\s]/g, "");
    echo.textContent = /^\d{1,15}$/.test(digits)
      ? digits.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ".") + " đ"
      : "";
  }

  // After a refused form the reader starts at the summary of what to correct.
  function focusFaults(root) {
    var faults = root.querySelector ? root.querySelector("[data-focus]") : null;
    if (faults) faults.focus();
  }

  function prepare(root) {
    root.querySelectorAll('[data-echo="money"]').forEach(echoMoney);
    root.querySelectorAll("[data-pick-all]").forEach(function (button) { button.hidden = false; });
    focusFaults(root);
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-theme-switch]")) turnTheme();
    var all = event.target.closest("[data-pick-all]");
    if (all) {
      var boxes = Array.from(all.form.querySelectorAll(".pick input"));
      var turnOn = boxes.some(function (box) { return !box.checked; });
      boxes.forEach(function (box) { box.checked = turnOn; });
    }
    // A drop-down closes when the reader goes elsewhere.
    document.querySelectorAll("details.drop[open]").forEach(function (drop) {
      if (!drop.contains(event.target)) drop.open = false;
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.drop[open], details.menu[open]").forEach(function (drop) {
      drop.open = false;
      drop.querySelector("summary").focus();
    });
  });
  document.addEventListener("input", function (event) {
    if (event.target.matches('[data-echo="money"]')) echoMoney(event.target);
  });

  // A second click on a sending button sends nothing: the server refuses doubles too.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    form.querySelectorAll('button[type="submit"]').forEach(function (button) {
      button.setAttribute("aria-disabled", "true");
    });
  });
  // Coming back by the browser's button: the form may be sent again.
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-disabled]").forEach(function (button) {
        button.removeAttribute("aria-disabled");
      });
    });
  });

  // A field that could not be sent is said to be unsaved; nothing pretends.
  document.addEventListener("htmx:sendError", function (event) {
    var form = event.target.closest("[data-unsent]");
    if (form) document.getElementById("notice").textContent = form.dataset.unsent;
  });

  document.addEventListener("htmx:afterSwap", function (event) {
    prepare(event.target);
    // A refusal is told at the top of the page: bring whoever pressed further down there.
    if (event.target.id === "notice") event.target.focus();
  });
  // On a phone the pages of a desk are a strip: the current one is brought into it.
  function showCurrentPage() {
    document.querySelectorAll(".side-nav [aria-current]").forEach(function (link) {
      var strip = link.closest("ul");
      strip.scrollLeft = link.offsetLeft - strip.offsetLeft - 56;
    });
  }

  themeSwitches();
  showCurrentPage();
  prepare(document);
})();

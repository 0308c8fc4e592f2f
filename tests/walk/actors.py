"""Somebody who walks: a browser of their own, hands and eyes."""

import re
from contextlib import AbstractContextManager
from pathlib import Path

from playwright.sync_api import Error, FilePayload, Locator, expect

from tests.walk.stage import DESK, PATIENCE, PHONE, Stage

PASSWORD = "một câu dễ nhớ để đi dạo"


class Person:
    """A person with a role. Every page they come to is looked at by `Stage.look`."""

    def __init__(
        self,
        stage: Stage,
        name: str = "",
        contact: str = "",
        *,
        password: str = PASSWORD,
        phone: bool = False,
        scripts: bool = True,
    ) -> None:
        self.stage, self.name, self.contact, self.password = stage, name, contact, password
        self.scripts = scripts
        self.page = stage.open_page(PHONE if phone else DESK, scripts=scripts)

    # ------------------------------------------------------------------------- coming and going

    def sign_up(self) -> None:
        """Open an account; one is signed in at once."""
        self.go("/dang-ky")
        self.fill(name=self.name, contact=self.contact, password=self.password)
        self.press("Mở tài khoản")
        self.sees("Hồ sơ của tôi")

    def sign_in(self) -> None:
        """Come back, whatever became of the last session."""
        self.page.context.clear_cookies()
        self.go("/dang-nhap")
        self.fill(contact=self.contact, password=self.password)
        self.press("Đăng nhập", form="/dang-nhap")
        assert self.path != "/dang-nhap", self.text

    def go(self, path: str, status: int = 200) -> None:
        """Open an address and look at the page."""
        answer = self.page.goto(path, wait_until="domcontentloaded")
        assert answer is not None, f"{path} is the page that is open"
        assert answer.status == status, f"{path} answered {answer.status}: {self.text[:600]}"
        self._look(status)

    @property
    def path(self) -> str:
        """The address that is open, without the host."""
        return self.page.url.removeprefix(self.stage.url)

    @property
    def number(self) -> int:
        """The last number in the address that is open: what the page is about."""
        return int(re.findall(r"/(\d+)(?=/|$|\?|#)", self.path)[-1])

    # ------------------------------------------------------------------------------------ hands

    def fill(self, form: str = "", /, **typed: str) -> None:
        """Type, tick and choose by the names of fields, in the form whose address ends so."""
        for name, text in typed.items():
            box = self._in(form).locator(f'[name="{name}"]').first
            match box.evaluate("e => e.type"):
                case "radio" | "checkbox":
                    self._in(form).locator(f'[name="{name}"][value="{text}"]').check()
                case "select-one":
                    box.select_option(self._value(box, text))
                case _:
                    box.fill(text)

    def upload(self, name: str, *files: FilePayload) -> None:
        """Choose files for a field."""
        self.page.locator(f'[name="{name}"]').set_input_files(list(files))

    def press(self, button: str, form: str = "", *, twice: bool = False) -> None:
        """Press the button and come to the page it leads to; `twice` as impatient people do."""
        found = self._in(form).get_by_role("button", name=button).first
        try:
            with self._arriving():
                if twice:
                    found.dblclick()
                else:
                    found.click()
        except Error as aborted:
            # The answer to the second click overtakes the first on its way.
            if not twice or "ERR_ABORTED" not in aborted.message:
                raise
            self.page.wait_for_load_state("networkidle")
        self._look()

    def tap(self, button: str, form: str) -> None:
        """Press a button whose answer replaces a part of the page, which stays."""
        self.tap_in(self._in(form), button)

    def tap_in(self, form: Locator, button: str) -> None:
        """The same in a form that is one of several alike."""
        with self.page.expect_response(lambda told: told.request.method == "POST"):
            form.get_by_role("button", name=button).first.click()
        busy = self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")
        busy.first.wait_for(state="detached")
        self._look()

    def follow(self, words: str) -> None:
        """Follow the link of these words within the page."""
        with self._arriving():
            self.page.locator("main").get_by_role("link", name=words).first.click()
        self._look()

    def unfold(self, words: str) -> None:
        """Open what is folded under these words."""
        self.page.locator("main summary").filter(has_text=words).first.click()

    def pick_place(self, typed: str, line: str) -> None:
        """Type a place's name and choose one of those found."""
        self.page.locator('[name="unit_id_q"]').press_sequentially(typed)
        if not self.scripts:
            self.press("Tìm", "")
        named = re.compile(rf"^\s*{re.escape(line)}")  # not a place of today that tells of it
        found = self.page.locator(".place-picker .choice").filter(has_text=named).first
        found.get_by_role("radio").check()

    # ------------------------------------------------------------------------------------- eyes

    @property
    def text(self) -> str:
        """What stands on the page."""
        return self.page.locator("body").inner_text()

    def sees(self, *texts: str) -> None:
        """All of it stands on the page."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text, timeout=PATIENCE)

    def does_not_see(self, *texts: str) -> None:
        """None of it stands on the page."""
        for text in texts:
            expect(self.page.locator("body")).not_to_contain_text(text, timeout=PATIENCE)

    def refused(self, field: str, words: str) -> None:
        """A sentence with these words stands beside the field."""
        beside = self.page.locator(f"#f-{field}-error, #e-{field} .fault")
        expect(beside.first).to_contain_text(words, timeout=PATIENCE)

    def post(self, path: str, **form: str) -> tuple[int, str]:
        """Send a form that no page offers: (status, text)."""
        told = self.page.request.post(
            path, form=dict(form), headers={"Origin": self.stage.url}, max_redirects=0
        )
        return told.status, told.text()

    def download(self, path: str) -> bytes:
        """A file that is not a page."""
        told = self.page.request.get(path)
        assert told.status == 200, f"{path} answered {told.status}"
        return told.body()

    def photograph(self, name: str) -> None:
        """A picture of the page as it stands, when pictures are wanted."""
        if folder := self.stage.pictures:
            file = Path(folder) / f"{name}.png"
            self.page.screenshot(path=file, full_page=True, caret="initial")

    def _arriving(self) -> AbstractContextManager[object]:
        return self.page.expect_navigation(wait_until="domcontentloaded")

    def _look(self, status: int = 200) -> None:
        if self.scripts:
            self.stage.look(self.page, status)

    def _in(self, form: str) -> Locator:
        return self.page.locator(f'form[action$="{form}"]' if form else "main")

    @staticmethod
    def _value(box: Locator, text: str) -> str:
        """The value of the option that has this value, or these words."""
        options = box.evaluate("e => [...e.options].map(o => [o.value, o.label])")
        for value, words in options:
            if value == text or text in words:
                return str(value)
        raise AssertionError(f"no option {text}: {options}")

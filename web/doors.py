"""The one table of who may open which address. A route without a row does not start.

A row is `METHOD path`: PUBLIC, SIGNED_IN, or the act it needs and what it is about
(web/locate.py). `somewhere` asks only that the act is held anywhere: the page scopes what it
lists, and a service or page checks the place that a form names. Which roles hold an act stands
in core/rights.TABLE.
"""

from dataclasses import dataclass

from core.rights import Act


@dataclass(frozen=True, slots=True)
class Door:
    """What one address asks of whoever opens it."""

    act: Act | None
    about: str


PUBLIC = Door(None, "")
SIGNED_IN = Door(None, "oneself")
A = Act

DOORS: dict[str, Door] = {
    # --- for the machine
    "GET /healthz": PUBLIC,
    "GET /readyz": PUBLIC,
    # --- public pages
    "GET /binh-chon": PUBLIC,
    "GET /binh-chon/{contest}": PUBLIC,
    "GET /": PUBLIC,
    "GET /san-pham": PUBLIC,
    "GET /san-pham/{slug_code}": PUBLIC,
    "GET /co-so/{slug_code}": PUBLIC,
    "GET /p/{code}": PUBLIC,
    "GET /P/{code}": PUBLIC,
    "GET /du-lieu": PUBLIC,
    "GET /du-lieu/san-pham.csv": PUBLIC,
    "GET /du-lieu/san-pham.json": PUBLIC,
    "GET /gioi-thieu": PUBLIC,
    "GET /dia-danh": PUBLIC,
    "GET /dia-danh/{unit_id}": PUBLIC,
    "GET /robots.txt": PUBLIC,
    "GET /sitemap.xml": PUBLIC,
    # --- sign-in, accounts
    "GET /dang-nhap": PUBLIC,
    "POST /dang-nhap": PUBLIC,
    "POST /dang-xuat": PUBLIC,
    "POST /ngon-ngu": PUBLIC,
    "GET /dang-ky": PUBLIC,
    "POST /dang-ky": PUBLIC,
    "GET /quen-mat-khau": PUBLIC,
    "POST /quen-mat-khau": PUBLIC,
    "GET /dat-lai-mat-khau": PUBLIC,
    "POST /dat-lai-mat-khau": PUBLIC,
    "GET /dat-lai-mat-khau/{token}": PUBLIC,
    "POST /dat-lai-mat-khau/{token}": PUBLIC,
    "GET /loi-moi/{token}": PUBLIC,
    "POST /loi-moi/{token}": PUBLIC,
    "GET /ho-so/tai-khoan": SIGNED_IN,
    "POST /ho-so/tai-khoan": SIGNED_IN,
    "POST /ho-so/tai-khoan/mat-khau": SIGNED_IN,
    "POST /ho-so/tai-khoan/thu": SIGNED_IN,
    "GET /ho-so/thong-bao": SIGNED_IN,
    "POST /ho-so/thong-bao/doc-het": SIGNED_IN,
    "POST /ho-so/thong-bao/{notice_id}": SIGNED_IN,
    "POST /ho-so/tai-khoan/phien/ket-thuc": SIGNED_IN,
    "POST /ho-so/tai-khoan/phien/{session_id}/ket-thuc": SIGNED_IN,
    # --- the producer's side
    "GET /ho-so": SIGNED_IN,
    "GET /ho-so/co-so": SIGNED_IN,
    "GET /ho-so/co-so/moi": SIGNED_IN,
    "POST /ho-so/co-so/moi": SIGNED_IN,
    "POST /ho-so/xin-tham-gia": SIGNED_IN,
    "GET /ho-so/co-so/{establishment_id}": Door(A.ESTABLISHMENT_READ, "establishment"),
    "POST /ho-so/co-so/{establishment_id}": Door(A.ESTABLISHMENT_KEEP, "establishment"),
    "POST /ho-so/co-so/{establishment_id}/thanh-vien/{member_id}": Door(
        A.MEMBER_APPROVE, "establishment"
    ),
    "GET /ho-so/co-so/{establishment_id}/san-pham/moi": Door(
        A.ESTABLISHMENT_KEEP, "establishment"
    ),
    "POST /ho-so/co-so/{establishment_id}/san-pham/moi": Door(
        A.ESTABLISHMENT_KEEP, "establishment"
    ),
    "GET /ho-so/san-pham/{product_id}": Door(A.ESTABLISHMENT_READ, "product"),
    "POST /ho-so/san-pham/{product_id}": Door(A.ESTABLISHMENT_KEEP, "product"),
    "POST /ho-so/san-pham/{product_id}/anh": Door(A.ESTABLISHMENT_KEEP, "product"),
    "POST /ho-so/san-pham/{product_id}/anh/{album_id}": Door(A.ESTABLISHMENT_KEEP, "product"),
    "GET /ho-so/san-pham/{product_id}/bo": Door(A.ESTABLISHMENT_READ, "product"),
    "POST /ho-so/san-pham/{product_id}/bo": Door(A.ESTABLISHMENT_KEEP, "product"),
    "GET /ho-so/san-pham/{product_id}/bo/{set_member_id}": Door(A.ESTABLISHMENT_KEEP, "product"),
    "POST /ho-so/san-pham/{product_id}/bo/{set_member_id}": Door(A.ESTABLISHMENT_KEEP, "product"),
    "POST /ho-so/san-pham/{product_id}/bo/{set_member_id}/anh": Door(
        A.ESTABLISHMENT_KEEP, "product"
    ),
    "POST /ho-so/san-pham/{product_id}/bo/{set_member_id}/anh/{photo_id}": Door(
        A.ESTABLISHMENT_KEEP, "product"
    ),
    # names through time
    "GET /ho-so/co-so/{establishment_id}/doi-ten": Door(A.ESTABLISHMENT_KEEP, "establishment"),
    "POST /ho-so/co-so/{establishment_id}/doi-ten": Door(A.ESTABLISHMENT_KEEP, "establishment"),
    "POST /ho-so/co-so/{establishment_id}/doi-ten/{state_id}/rut-lai": Door(
        A.ESTABLISHMENT_KEEP, "establishment"
    ),
    # what may be one thing
    "GET /dieu-hanh/co-so/trung-lap": Door(A.ESTABLISHMENT_MERGE, "somewhere"),
    "GET /dieu-hanh/co-so/trung-lap/so-sanh": Door(A.ESTABLISHMENT_MERGE, "somewhere"),
    "POST /dieu-hanh/co-so/trung-lap/gop": Door(A.ESTABLISHMENT_MERGE, "somewhere"),
    "POST /dieu-hanh/co-so/trung-lap/khac": Door(A.ESTABLISHMENT_MERGE, "somewhere"),
    "GET /dieu-hanh/co-so/gop": Door(A.ESTABLISHMENT_MERGE, "somewhere"),
    "GET /dieu-hanh/co-so/gop/{merger_id}": Door(A.ESTABLISHMENT_MERGE, "somewhere"),
    "POST /dieu-hanh/co-so/gop/{merger_id}": Door(A.ESTABLISHMENT_MERGE, "somewhere"),
    # who acts for an establishment, and handing it over
    "GET /dieu-hanh/cong-tac-vien": Door(A.NETWORK_READ, "somewhere"),
    "GET /ho-so/co-so/{establishment_id}/lam-thay": Door(A.MEMBER_APPROVE, "establishment"),
    "POST /ho-so/co-so/{establishment_id}/lam-thay": Door(A.CONSENT_GIVE, "establishment"),
    "POST /ho-so/co-so/{establishment_id}/lam-thay/{consent_id}/ket-thuc": Door(
        A.MEMBER_APPROVE, "establishment"
    ),
    "GET /ho-so/co-so/{establishment_id}/dong-y": Door(A.CONSENT_RECORD, "establishment"),
    "POST /ho-so/co-so/{establishment_id}/dong-y": Door(A.CONSENT_RECORD, "establishment"),
    "GET /ho-so/co-so/{establishment_id}/moi": Door(A.MEMBER_INVITE, "establishment"),
    "POST /ho-so/co-so/{establishment_id}/moi": Door(A.MEMBER_INVITE, "establishment"),
    "GET /doc-tien": SIGNED_IN,
    # dossiers: the maker, or somebody who files for makers in his place
    "GET /ho-so/binh-chon": Door(A.ENTRY_FILE, "somewhere"),
    "GET /ho-so/san-pham/{product_id}/du-thi": Door(A.ENTRY_FILE, "product"),
    "POST /ho-so/san-pham/{product_id}/du-thi": Door(A.ENTRY_FILE, "product"),
    "GET /ho-so/du-thi/{entry_id}": Door(A.ENTRY_FILE, "dossier"),
    "GET /ho-so/du-thi/{entry_id}/anh": Door(A.ENTRY_FILE, "dossier"),
    "POST /ho-so/du-thi/{entry_id}/anh": Door(A.ENTRY_FILE, "dossier"),
    "GET /ho-so/du-thi/{entry_id}/nhom": Door(A.ENTRY_FILE, "dossier"),
    "POST /ho-so/du-thi/{entry_id}/nhom": Door(A.ENTRY_FILE, "dossier"),
    "GET /ho-so/du-thi/{entry_id}/giay-to": Door(A.ENTRY_FILE, "dossier"),
    "POST /ho-so/du-thi/{entry_id}/giay-to": Door(A.ENTRY_FILE, "dossier"),
    "GET /ho-so/du-thi/{entry_id}/kiem-tra": Door(A.ENTRY_FILE, "dossier"),
    "POST /ho-so/du-thi/{entry_id}/nop": Door(A.ENTRY_FILE, "dossier"),
    "POST /ho-so/du-thi/{entry_id}/rut": Door(A.ENTRY_FILE, "dossier"),
    "GET /ho-so/du-thi/{entry_id}/bien-nhan": Door(A.ENTRY_FILE, "dossier"),
    "GET /ho-so/du-thi/{entry_id}/ket-qua": Door(A.ENTRY_FILE, "dossier"),
    "GET /ho-so/du-thi/{entry_id}/{section}": Door(A.ENTRY_FILE, "dossier"),
    "POST /ho-so/du-thi/{entry_id}/{section}": Door(A.ENTRY_FILE, "dossier"),
    # --- pictures
    "GET /anh/{token}/{name}": PUBLIC,
    "GET /anh/{token}/tien-do": PUBLIC,
    # --- contests: organiser
    "GET /dieu-hanh": Door(A.WORKSPACE_OPEN, "somewhere"),
    "GET /dieu-hanh/chi-tieu-cham": Door(A.PROGRAMME_READ, "somewhere"),
    "GET /dieu-hanh/binh-chon": Door(A.CONTEST_READ, "somewhere"),
    "GET /dieu-hanh/binh-chon.xlsx": Door(A.CONTEST_READ, "somewhere"),
    "GET /dieu-hanh/binh-chon/moi": Door(A.CONTEST_CREATE, "somewhere"),
    "POST /dieu-hanh/binh-chon/moi": Door(A.CONTEST_CREATE, "somewhere"),
    "GET /dieu-hanh/binh-chon/{contest}": Door(A.CONTEST_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/sua": Door(A.CONTEST_RUN, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/sua": Door(A.CONTEST_RUN, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/mo": Door(A.CONTEST_RUN, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/cham": Door(A.CONTEST_RUN, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/huy": Door(A.CONTEST_RUN, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/de-cu/dia-phuong": Door(A.CONTEST_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/de-cu/dia-phuong.xlsx": Door(A.CONTEST_READ, "contest"),
    # a contest's calendar
    "GET /dieu-hanh/lich-viec": Door(A.CONTEST_READ, "somewhere"),
    "GET /dieu-hanh/lich-viec.xlsx": Door(A.CONTEST_READ, "somewhere"),
    "GET /dieu-hanh/binh-chon/{contest}/lich": Door(A.CONTEST_READ, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/lich": Door(A.CONTEST_RUN, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/lich/thuong-le": Door(A.CONTEST_RUN, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/lich/{milestone_id}": Door(A.CONTEST_RUN, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/lich/{milestone_id}": Door(A.CONTEST_RUN, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/lich/{milestone_id}/xong": Door(A.CONTEST_RUN, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/lich/{milestone_id}/bo": Door(A.CONTEST_RUN, "contest"),
    # its rules
    "GET /dieu-hanh/binh-chon/{contest}/the-le": Door(A.CONTEST_READ, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/the-le": Door(A.CONTEST_RUN, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/the-le/thu": Door(A.RESULT_READ, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/the-le/thu": Door(A.CONTEST_RUN, "contest"),
    # --- entries and screening
    "GET /dieu-hanh/binh-chon/{contest}/ho-so": Door(A.ENTRY_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/ho-so.xlsx": Door(A.ENTRY_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/ho-so/giay": Door(A.ENTRY_SCREEN, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/ho-so/giay": Door(A.ENTRY_SCREEN, "contest"),
    "GET /dieu-hanh/ho-so/{entry_id}/nhap": Door(A.ENTRY_SCREEN, "entry"),
    "POST /dieu-hanh/ho-so/{entry_id}/nhap": Door(A.ENTRY_SCREEN, "entry"),
    "GET /dieu-hanh/binh-chon/{contest}/thong-ke": Door(A.ENTRY_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/thong-ke.xlsx": Door(A.ENTRY_READ, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/ho-so/hang-loat": Door(A.ENTRY_SCREEN, "contest"),
    "GET /dieu-hanh/ho-so": Door(A.ENTRY_LIST, "somewhere"),
    "GET /dieu-hanh/ho-so.xlsx": Door(A.ENTRY_LIST, "somewhere"),
    "GET /dieu-hanh/ho-so/{entry_id}": Door(A.ENTRY_READ, "entry"),
    "POST /dieu-hanh/ho-so/{entry_id}/hop-le": Door(A.ENTRY_SCREEN, "entry"),
    "POST /dieu-hanh/ho-so/{entry_id}/bo-sung": Door(A.ENTRY_SCREEN, "entry"),
    "POST /dieu-hanh/ho-so/{entry_id}/tu-choi": Door(A.ENTRY_SCREEN, "entry"),
    "POST /dieu-hanh/ho-so/{entry_id}/giay-to": Door(A.ENTRY_SCREEN, "entry"),
    "POST /dieu-hanh/ho-so/{entry_id}/dia-ban": Door(A.ENTRY_SCREEN, "entry"),
    "POST /dieu-hanh/ho-so/{entry_id}/gia-han": Door(A.ENTRY_SCREEN, "entry"),
    "POST /dieu-hanh/ho-so/{entry_id}/mo-lai": Door(A.ENTRY_SCREEN, "entry"),
    # samples
    "GET /dieu-hanh/binh-chon/{contest}/hien-vat": Door(A.SAMPLE_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/hien-vat.xlsx": Door(A.SAMPLE_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/hien-vat/nhan": Door(A.SAMPLE_KEEP, "contest"),
    "GET /dieu-hanh/ho-so/{entry_id}/hien-vat": Door(A.SAMPLE_READ, "entry"),
    "POST /dieu-hanh/ho-so/{entry_id}/hien-vat": Door(A.SAMPLE_KEEP, "entry"),
    "POST /dieu-hanh/ho-so/{entry_id}/hien-vat/de-nghi": Door(A.SAMPLE_KEEP, "entry"),
    "POST /dieu-hanh/ho-so/{entry_id}/hien-vat/quyet-dinh": Door(A.SAMPLE_DECIDE, "entry"),
    "GET /dieu-hanh/ho-so/{entry_id}/hien-vat/{sample_id}/phieu-nhan": Door(
        A.SAMPLE_READ, "entry"
    ),
    "GET /dieu-hanh/ho-so/{entry_id}/hien-vat/{sample_id}/phieu-tra": Door(A.SAMPLE_READ, "entry"),
    "POST /dieu-hanh/ho-so/{entry_id}/hien-vat/{sample_id}/tra": Door(A.SAMPLE_KEEP, "entry"),
    "POST /dieu-hanh/ho-so/{entry_id}/hien-vat/{sample_id}/dong-y": Door(A.SAMPLE_KEEP, "entry"),
    "POST /dieu-hanh/ho-so/{entry_id}/hien-vat/{sample_id}/giu": Door(A.SAMPLE_KEEP, "entry"),
    "GET /ho-so/hien-vat/{entry_id}": Door(A.ENTRY_FILE, "dossier"),
    "POST /ho-so/hien-vat/{entry_id}": Door(A.ENTRY_FILE, "dossier"),
    # --- bodies and frame
    "GET /dieu-hanh/binh-chon/{contest}/hoi-dong": Door(A.CONTEST_READ, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/hoi-dong/{body}/quyet-dinh": Door(A.BODY_KEEP, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/hoi-dong/{body}/cu": Door(A.BODY_KEEP, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/thanh-vien/{seat_id}": Door(A.BODY_KEEP, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/thanh-vien/{seat_id}/thay": Door(A.BODY_KEEP, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/thanh-vien/{seat_id}/thoi": Door(A.BODY_KEEP, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/khung-diem": Door(A.CONTEST_READ, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/khung-diem": Door(A.FRAME_PROPOSE, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/khung-diem/tinh": Door(A.FRAME_PROPOSE, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/khung-diem/bo-rieng": Door(A.FRAME_PROPOSE, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/khung-diem/{frame_id}/duyet": Door(
        A.FRAME_APPROVE, "contest"
    ),
    "GET /dieu-hanh/binh-chon/{contest}/hoi-tranh": Door(A.SCORE_WATCH, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/hoi-tranh": Door(A.BODY_KEEP, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/hoi-tranh/xu-ly": Door(A.RECUSAL_SETTLE, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/hoi-dong/{body}/khep": Door(A.BODY_KEEP, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/thanh-vien/{seat_id}/khai": Door(A.BODY_KEEP, "contest"),
    "GET /ho-so/hoi-tranh/{entry_id}": Door(A.ENTRY_FILE, "dossier"),
    "POST /ho-so/hoi-tranh/{entry_id}": Door(A.ENTRY_FILE, "dossier"),
    # --- judging
    "GET /cham-diem": Door(A.SCORE_GIVE, "somewhere"),
    "GET /cham-diem/{contest}": Door(A.SCORE_GIVE, "contest"),
    "POST /cham-diem/thao-tac": Door(A.SCORE_GIVE, "somewhere"),
    "GET /cham-diem/phieu/{entry_id}": Door(A.SCORE_GIVE, "entry"),
    "POST /cham-diem/phieu/{entry_id}": Door(A.SCORE_GIVE, "entry"),
    "POST /cham-diem/phieu/{entry_id}/khong-cham": Door(A.SCORE_GIVE, "entry"),
    "GET /dieu-hanh/binh-chon/{contest}/theo-doi": Door(A.SCORE_WATCH, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/theo-doi/gio": Door(A.SCORE_LOCK, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/theo-doi/khoa": Door(A.SCORE_LOCK, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/theo-doi/xin-khoa": Door(A.SCORE_LOCK, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/theo-doi/cho-khoa": Door(A.SCORE_OVERRIDE, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/den-muon": Door(A.SCORE_WATCH, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/den-muon/{held_id}": Door(A.SCORE_OVERRIDE, "contest"),
    # --- results, certificates, nominations
    "GET /xac-minh": PUBLIC,
    "GET /xac-minh/{code}": PUBLIC,
    "GET /xac-minh/{code}/tep": PUBLIC,
    "GET /XAC-MINH": PUBLIC,
    "GET /XAC-MINH/{code}": PUBLIC,
    "GET /ho-so/giay-chung-nhan": Door(A.ENTRY_FILE, "somewhere"),
    "GET /dieu-hanh/binh-chon/{contest}/giay-chung-nhan": Door(A.RESULT_READ, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/giay-chung-nhan": Door(A.CERTIFICATE_ISSUE, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/giay-chung-nhan/giu-so": Door(
        A.CERTIFICATE_ISSUE, "contest"
    ),
    "GET /dieu-hanh/giay-chung-nhan": Door(A.CERTIFICATE_LIST, "somewhere"),
    "GET /dieu-hanh/giay-chung-nhan.xlsx": Door(A.CERTIFICATE_LIST, "somewhere"),
    "POST /dieu-hanh/giay-chung-nhan/hang-loat": Door(A.CERTIFICATE_LIST, "somewhere"),
    "GET /dieu-hanh/bao-cao-nam": Door(A.CERTIFICATE_LIST, "somewhere"),
    "GET /dieu-hanh/bao-cao-nam.xlsx": Door(A.CERTIFICATE_LIST, "somewhere"),
    "POST /dieu-hanh/bao-cao-nam/hang-loat": Door(A.REPORT_KEEP, "somewhere"),
    "GET /dieu-hanh/hang-loat/{run_id}": SIGNED_IN,
    "GET /dieu-hanh/giay-chung-nhan/{certificate_id}": Door(A.RESULT_READ, "certificate"),
    "GET /dieu-hanh/giay-chung-nhan/{certificate_id}/tep": Door(A.RESULT_READ, "certificate"),
    "POST /dieu-hanh/giay-chung-nhan/{certificate_id}/thu-hoi": Door(
        A.CERTIFICATE_REVOKE, "certificate"
    ),
    "POST /dieu-hanh/giay-chung-nhan/{certificate_id}/de-nghi-thu-hoi": Door(
        A.CERTIFICATE_REVOKE, "certificate"
    ),
    "POST /dieu-hanh/giay-chung-nhan/{certificate_id}/khong-thu-hoi": Door(
        A.CERTIFICATE_REVOKE, "certificate"
    ),
    "GET /dieu-hanh/can-xem-lai": Door(A.REVIEW_SETTLE, "somewhere"),
    "GET /dieu-hanh/can-xem-lai.xlsx": Door(A.REVIEW_SETTLE, "somewhere"),
    "GET /dieu-hanh/can-xem-lai/{review_id}": Door(A.REVIEW_SETTLE, "review"),
    "POST /dieu-hanh/can-xem-lai/{review_id}": Door(A.REVIEW_SETTLE, "review"),
    "GET /ho-so/logo": Door(A.ENTRY_FILE, "somewhere"),
    # yearly reports of holders
    "GET /ho-so/bao-cao-nam": Door(A.REPORT_FILE, "somewhere"),
    "GET /ho-so/co-so/{establishment_id}/bao-cao-nam/{year}": Door(
        A.ESTABLISHMENT_READ, "establishment"
    ),
    "POST /ho-so/co-so/{establishment_id}/bao-cao-nam/{year}": Door(
        A.REPORT_FILE, "establishment"
    ),
    # complaints, and results corrected because of them
    "GET /ho-so/khieu-nai": Door(A.COMPLAINT_FILE, "somewhere"),
    "GET /ho-so/khieu-nai/{complaint_id}": Door(A.COMPLAINT_FILE, "own_complaint"),
    "POST /ho-so/khieu-nai/{complaint_id}/rut": Door(A.COMPLAINT_FILE, "own_complaint"),
    "GET /ho-so/du-thi/{entry_id}/khieu-nai": Door(A.COMPLAINT_FILE, "dossier"),
    "POST /ho-so/du-thi/{entry_id}/khieu-nai": Door(A.COMPLAINT_FILE, "dossier"),
    "GET /dieu-hanh/khieu-nai": Door(A.COMPLAINT_READ, "somewhere"),
    "GET /dieu-hanh/khieu-nai.xlsx": Door(A.COMPLAINT_READ, "somewhere"),
    "GET /dieu-hanh/khieu-nai/{complaint_id}": Door(A.COMPLAINT_READ, "complaint"),
    "GET /dieu-hanh/khieu-nai/{complaint_id}/chung-cu.zip": Door(A.COMPLAINT_READ, "complaint"),
    "POST /dieu-hanh/khieu-nai/{complaint_id}/giai-quyet": Door(A.COMPLAINT_SETTLE, "complaint"),
    "GET /dieu-hanh/khieu-nai/{complaint_id}/sua-ket-qua": Door(A.COMPLAINT_SETTLE, "complaint"),
    "POST /dieu-hanh/khieu-nai/{complaint_id}/sua-ket-qua": Door(A.COMPLAINT_SETTLE, "complaint"),
    "GET /dieu-hanh/binh-chon/{contest}/ban-ket-qua": Door(A.RESULT_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/ban-ket-qua/{version_number}": Door(
        A.RESULT_READ, "contest"
    ),
    "GET /binh-chon/{contest}/ban-ket-qua/{version_number}": PUBLIC,
    "GET /dieu-hanh/binh-chon/{contest}/de-cu": Door(A.NOMINATION_MAKE, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/de-cu": Door(A.NOMINATION_MAKE, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/de-cu/danh-sach": Door(A.NOMINATION_MAKE, "contest"),
    "GET /binh-chon/{contest}/ket-qua": PUBLIC,
    "GET /dieu-hanh/binh-chon/{contest}/ket-qua": Door(A.RESULT_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/ket-qua.xlsx": Door(A.RESULT_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/ket-qua/ban-cu/{version}": Door(A.RESULT_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/ket-qua/{entry_id}": Door(A.RESULT_READ, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/ket-qua/{entry_id}/ghi-chu": Door(
        A.RESULT_RECORD, "contest"
    ),
    "GET /dieu-hanh/binh-chon/{contest}/quyet-dinh/bo": Door(A.RESULT_DECIDE, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/quyet-dinh/bo": Door(A.RESULT_DECIDE, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/quyet-dinh/bo/tach": Door(A.RESULT_DECIDE, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/quyet-dinh/bieu-quyet": Door(A.RESULT_DECIDE, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/quyet-dinh/bieu-quyet": Door(A.RESULT_DECIDE, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/quyet-dinh/sua": Door(A.RESULT_DECIDE, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/tham-khao": Door(A.ADVICE_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/bang-diem": Door(A.RESULT_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/quyet-dinh": Door(A.RESULT_DECIDE, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/quyet-dinh": Door(A.RESULT_DECIDE, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/bien-ban": Door(A.RESULT_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/to-trinh": Door(A.RESULT_RECORD, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/to-trinh": Door(A.RESULT_RECORD, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/to-trinh/van-ban": Door(A.RESULT_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/cong-nhan": Door(A.RESULT_RECORD, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/cong-nhan": Door(A.RESULT_RECORD, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/cong-bo": Door(A.RESULT_RECORD, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/cong-bo": Door(A.RESULT_RECORD, "contest"),
    # --- papers of a contest as Word documents
    "GET /dieu-hanh/binh-chon/{contest}/van-ban": Door(A.CONTEST_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/hoi-dong.docx": Door(A.CONTEST_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/ban-giam-khao.docx": Door(
        A.CONTEST_READ, "contest"
    ),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/to-giup-viec.docx": Door(
        A.CONTEST_READ, "contest"
    ),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/ke-hoach.docx": Door(A.CONTEST_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/phieu-trang.docx": Door(A.SCORE_WATCH, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/phieu-cham.docx": Door(A.RESULT_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/bang-diem.docx": Door(A.RESULT_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/bien-ban-giam-khao.docx": Door(
        A.RESULT_READ, "contest"
    ),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/bien-ban-hoi-dong.docx": Door(
        A.RESULT_READ, "contest"
    ),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/to-trinh.docx": Door(A.RESULT_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/cong-nhan.docx": Door(A.RESULT_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/thong-bao.docx": Door(A.RESULT_RECORD, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/de-cu.docx": Door(A.NOMINATION_MAKE, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/danh-sach-de-cu.docx": Door(
        A.NOMINATION_MAKE, "contest"
    ),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/cong-van-chuyen.docx": Door(
        A.RESULT_RECORD, "contest"
    ),
    "GET /dieu-hanh/binh-chon/{contest}/van-ban/{paper}": Door(A.CONTEST_RUN, "contest"),
    "POST /dieu-hanh/binh-chon/{contest}/van-ban/{paper}": Door(A.CONTEST_RUN, "contest"),
    # the lists of a contest's room as workbooks
    "GET /dieu-hanh/binh-chon/{contest}/hoi-dong.xlsx": Door(A.CONTEST_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/hoi-tranh.xlsx": Door(A.SCORE_WATCH, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/theo-doi.xlsx": Door(A.SCORE_WATCH, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/phieu-giay.xlsx": Door(A.SCORE_TYPE, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/du-dieu-kien.xlsx": Door(A.RESULT_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/duoc-chon.xlsx": Door(A.RESULT_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/giay-chung-nhan.xlsx": Door(A.RESULT_READ, "contest"),
    "GET /dieu-hanh/binh-chon/{contest}/de-cu.xlsx": Door(A.NOMINATION_MAKE, "contest"),
    # an office's own templates of papers
    "GET /dieu-hanh/mau-van-ban": Door(A.TEMPLATE_KEEP, "somewhere"),
    "GET /dieu-hanh/mau-van-ban/{unit_id}/{kind}": Door(A.TEMPLATE_KEEP, "unit"),
    "POST /dieu-hanh/mau-van-ban/{unit_id}/{kind}": Door(A.TEMPLATE_KEEP, "unit"),
    "GET /dieu-hanh/mau-van-ban/{unit_id}/{kind}/mau.docx": Door(A.TEMPLATE_KEEP, "unit"),
    "POST /dieu-hanh/mau-van-ban/{unit_id}/{kind}/dung-lai": Door(A.TEMPLATE_KEEP, "unit"),
    # --- history: old rounds and recognitions
    "GET /dieu-hanh/lich-su": Door(A.HISTORY_READ, "somewhere"),
    "GET /dieu-hanh/lich-su/tai": Door(A.HISTORY_READ, "somewhere"),
    "GET /dieu-hanh/lich-su/ky/moi": Door(A.HISTORY_KEEP, "somewhere"),
    "POST /dieu-hanh/lich-su/ky/moi": Door(A.HISTORY_KEEP, "somewhere"),
    "GET /dieu-hanh/lich-su/ky/{past_round_id}": Door(A.HISTORY_READ, "past_round"),
    "POST /dieu-hanh/lich-su/ky/{past_round_id}": Door(A.HISTORY_KEEP, "past_round"),
    "POST /dieu-hanh/lich-su/ky/{past_round_id}/go": Door(A.HISTORY_KEEP, "past_round"),
    "GET /dieu-hanh/lich-su/cong-nhan": Door(A.HISTORY_READ, "somewhere"),
    "GET /dieu-hanh/lich-su/cong-nhan/tai": Door(A.HISTORY_READ, "somewhere"),
    "GET /dieu-hanh/lich-su/cong-nhan/moi": Door(A.HISTORY_KEEP, "somewhere"),
    "POST /dieu-hanh/lich-su/cong-nhan/moi": Door(A.HISTORY_KEEP, "somewhere"),
    "GET /dieu-hanh/lich-su/cong-nhan/{past_recognition_id}": Door(
        A.HISTORY_READ, "past_recognition"
    ),
    "POST /dieu-hanh/lich-su/cong-nhan/{past_recognition_id}": Door(
        A.HISTORY_KEEP, "past_recognition"
    ),
    "POST /dieu-hanh/lich-su/cong-nhan/{past_recognition_id}/go": Door(
        A.HISTORY_KEEP, "past_recognition"
    ),
    # --- fairs
    "GET /hoi-cho": PUBLIC,
    "GET /hoi-cho/{fair}": PUBLIC,
    "GET /ho-so/hoi-cho": Door(A.FAIR_APPLY, "somewhere"),
    "GET /ho-so/co-so/{establishment_id}/hoi-cho": Door(A.FAIR_APPLY, "establishment"),
    "POST /ho-so/co-so/{establishment_id}/hoi-cho": Door(A.FAIR_APPLY, "establishment"),
    "POST /ho-so/co-so/{establishment_id}/hoi-cho/rut": Door(A.FAIR_APPLY, "establishment"),
    "GET /dieu-hanh/hoi-cho": Door(A.FAIR_READ, "somewhere"),
    "GET /dieu-hanh/hoi-cho.xlsx": Door(A.FAIR_READ, "somewhere"),
    "GET /dieu-hanh/don-gian-hang": Door(A.FAIR_READ, "somewhere"),
    "GET /dieu-hanh/don-gian-hang.xlsx": Door(A.FAIR_READ, "somewhere"),
    "POST /dieu-hanh/don-gian-hang/hang-loat": Door(A.FAIR_RUN, "somewhere"),
    "GET /dieu-hanh/hoi-cho/moi": Door(A.FAIR_CREATE, "somewhere"),
    "POST /dieu-hanh/hoi-cho/moi": Door(A.FAIR_CREATE, "somewhere"),
    "GET /dieu-hanh/hoi-cho/{fair}": Door(A.FAIR_READ, "fair"),
    "POST /dieu-hanh/hoi-cho/{fair}/buoc": Door(A.FAIR_RUN, "fair"),
    "POST /dieu-hanh/hoi-cho/{fair}/xep": Door(A.FAIR_RUN, "fair"),
    "POST /dieu-hanh/hoi-cho/{fair}/go": Door(A.FAIR_RUN, "fair"),
    "POST /dieu-hanh/hoi-cho/{fair}/tu-choi": Door(A.FAIR_RUN, "fair"),
    "POST /dieu-hanh/hoi-cho/{fair}/theo-de-xuat": Door(A.FAIR_RUN, "fair"),
    # --- support
    "GET /ho-tro": PUBLIC,
    "GET /ho-so/nhan-hieu": Door(A.CASE_READ, "somewhere"),
    "GET /ho-so/nhan-hieu/{case_id}": Door(A.CASE_READ, "case"),
    "GET /ho-so/san-pham/{product_id}/nhan-hieu": Door(A.CASE_OPEN, "product"),
    "POST /ho-so/san-pham/{product_id}/nhan-hieu": Door(A.CASE_OPEN, "product"),
    "GET /dieu-hanh/nhan-hieu": Door(A.CASE_WATCH, "somewhere"),
    "GET /dieu-hanh/nhan-hieu.xlsx": Door(A.CASE_WATCH, "somewhere"),
    "POST /dieu-hanh/nhan-hieu/hang-loat": Door(A.CASE_APPROVE, "somewhere"),
    "GET /dieu-hanh/nhan-hieu/{case_id}": Door(A.CASE_WATCH, "case"),
    "POST /dieu-hanh/nhan-hieu/{case_id}/buoc": Door(A.CASE_RUN, "case"),
    "POST /dieu-hanh/nhan-hieu/{case_id}/giay-to": Door(A.CASE_RUN, "case"),
    "POST /dieu-hanh/nhan-hieu/{case_id}/duyet": Door(A.CASE_APPROVE, "case"),
    "POST /dieu-hanh/nhan-hieu/{case_id}/ket-thuc": Door(A.CASE_RUN, "case"),
    # --- programmes
    "GET /dieu-hanh/chuong-trinh": Door(A.PROGRAMME_READ, "somewhere"),
    "GET /dieu-hanh/chuong-trinh/da-cong-bo": Door(A.PROGRAMME_READ, "somewhere"),
    "GET /dieu-hanh/chuong-trinh/da-cong-bo/{published_code}": Door(A.PROGRAMME_READ, "somewhere"),
    "POST /dieu-hanh/chuong-trinh/da-cong-bo/{published_code}/nap": Door(
        A.PROGRAMME_KEEP, "somewhere"
    ),
    "GET /dieu-hanh/chuong-trinh/moi": Door(A.PROGRAMME_KEEP, "somewhere"),
    "POST /dieu-hanh/chuong-trinh/moi": Door(A.PROGRAMME_KEEP, "somewhere"),
    "GET /dieu-hanh/chuong-trinh/{programme}": Door(A.PROGRAMME_READ, "programme"),
    "GET /dieu-hanh/chuong-trinh/{programme}/sua": Door(A.PROGRAMME_KEEP, "programme"),
    "POST /dieu-hanh/chuong-trinh/{programme}/sua": Door(A.PROGRAMME_KEEP, "programme"),
    "GET /dieu-hanh/chuong-trinh/{programme}/chi-tieu": Door(A.PROGRAMME_KEEP, "programme"),
    "POST /dieu-hanh/chuong-trinh/{programme}/chi-tieu": Door(A.PROGRAMME_KEEP, "programme"),
    "GET /dieu-hanh/chuong-trinh/{programme}/kinh-phi": Door(A.PROGRAMME_READ, "programme"),
    "GET /dieu-hanh/chuong-trinh/{programme}/kinh-phi/sua": Door(A.PROGRAMME_KEEP, "programme"),
    "POST /dieu-hanh/chuong-trinh/{programme}/kinh-phi/sua": Door(A.PROGRAMME_KEEP, "programme"),
    "POST /dieu-hanh/chuong-trinh/{programme}/ke-hoach": Door(A.PROGRAMME_KEEP, "programme"),
    "GET /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}": Door(A.PROGRAMME_READ, "programme"),
    "GET /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/chi-tieu": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/chi-tieu": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "GET /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/kinh-phi": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/kinh-phi": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "GET /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/quyet-toan": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/quyet-toan": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/duyet": Door(
        A.PROGRAMME_APPROVE, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/ke-hoach/{year}/dong": Door(
        A.PROGRAMME_APPROVE, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/nhiem-vu/{task_id}": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "GET /dieu-hanh/chuong-trinh/{programme}/so-lieu.xlsx": Door(A.PROGRAMME_READ, "programme"),
    "POST /dieu-hanh/chuong-trinh/{programme}/duyet": Door(A.PROGRAMME_APPROVE, "programme"),
    "POST /dieu-hanh/chuong-trinh/{programme}/dong": Door(A.PROGRAMME_APPROVE, "programme"),
    "GET /dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}": Door(
        A.PROGRAMME_READ, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}/cach-dem": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}/nhap-tay": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "GET /dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}/nhap/{hand_entry_id}/sua": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "POST /dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}/nhap/{hand_entry_id}/sua": Door(
        A.PROGRAMME_KEEP, "programme"
    ),
    "GET /dieu-hanh/chuong-trinh/{programme}/chi-tieu/{target_id}/nhap/{hand_entry_id}/tep": Door(
        A.PROGRAMME_READ, "programme"
    ),
    # --- administration
    "GET /quan-tri": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "GET /quan-tri/tai-khoan.xlsx": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "POST /quan-tri/tai-khoan/hang-loat": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "GET /quan-tri/tai-khoan/{account_id}": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "POST /quan-tri/tai-khoan/{account_id}/vai": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "POST /quan-tri/tai-khoan/{account_id}/vai/{grant_id}/ket-thuc": Door(
        A.ACCOUNT_MANAGE, "somewhere"
    ),
    "POST /quan-tri/tai-khoan/{account_id}/giao": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "POST /quan-tri/tai-khoan/{account_id}/phien/ket-thuc": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "POST /quan-tri/tai-khoan/{account_id}/ma": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "POST /quan-tri/tai-khoan/{account_id}/khoa": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "GET /dieu-hanh/bao-cao/dia-ban": Door(A.WORKSPACE_OPEN, "somewhere"),
    "GET /dieu-hanh/bao-cao/dia-ban.xlsx": Door(A.WORKSPACE_OPEN, "somewhere"),
    "GET /quan-tri/don-vi": Door(A.TERRITORY_KEEP, "somewhere"),
    "GET /quan-tri/don-vi/thay-doi": Door(A.TERRITORY_KEEP, "somewhere"),
    "POST /quan-tri/don-vi/thay-doi": Door(A.TERRITORY_KEEP, "somewhere"),
    "POST /quan-tri/don-vi/thay-doi/{load_id}/rut-lai": Door(A.TERRITORY_KEEP, "somewhere"),
    "GET /quan-tri/don-vi/{unit_id}": Door(A.TERRITORY_KEEP, "somewhere"),
    "GET /quan-tri/ngay-lam-viec": Door(A.CALENDAR_KEEP, "somewhere"),
    "POST /quan-tri/ngay-lam-viec": Door(A.CALENDAR_KEEP, "somewhere"),
    "GET /quan-tri/nhat-ky": Door(A.RECORD_READ, "somewhere"),
    "GET /quan-tri/nhat-ky/tep": Door(A.RECORD_READ, "somewhere"),
    "GET /quan-tri/thu-di": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "POST /quan-tri/thu-di/gui-het": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "GET /quan-tri/thu-di/{letter_id}": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "POST /quan-tri/thu-di/{letter_id}/gui-lai": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "POST /quan-tri/thu-di/{letter_id}/giu-lai": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "GET /quan-tri/viec-nen": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "GET /quan-tri/viec-nen/{job_id}": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "POST /quan-tri/viec-nen/{job_id}/lam-lai": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "POST /quan-tri/viec-nen/{job_id}/bo": Door(A.ACCOUNT_MANAGE, "somewhere"),
    "GET /quan-tri/quyen": Door(A.RECORD_READ, "somewhere"),
    "GET /dieu-hanh/co-so": Door(A.WORKSPACE_OPEN, "somewhere"),
    "GET /dieu-hanh/co-so.xlsx": Door(A.WORKSPACE_OPEN, "somewhere"),
    "GET /dieu-hanh/san-pham": Door(A.WORKSPACE_OPEN, "somewhere"),
    "GET /dieu-hanh/san-pham.xlsx": Door(A.WORKSPACE_OPEN, "somewhere"),
    "GET /dieu-hanh/co-so/moi": Door(A.ESTABLISHMENT_KEEP, "somewhere"),
    "POST /dieu-hanh/co-so/moi": Door(A.ESTABLISHMENT_KEEP, "somewhere"),
    "POST /dieu-hanh/co-so/{establishment_id}/thanh-vien/{account_id}/ma": Door(
        A.ACCOUNT_RESET, "establishment"
    ),
    # --- lists brought in from files
    "GET /dieu-hanh/nhap-danh-sach": Door(A.LIST_IMPORT, "somewhere"),
    "POST /dieu-hanh/nhap-danh-sach": Door(A.LIST_IMPORT, "somewhere"),
    "GET /dieu-hanh/nhap-danh-sach/mau/{kind}": Door(A.LIST_IMPORT, "somewhere"),
    "GET /dieu-hanh/nhap-danh-sach/{batch_id}": Door(A.LIST_IMPORT, "batch"),
    "GET /dieu-hanh/nhap-danh-sach/{batch_id}/can-sua": Door(A.LIST_IMPORT, "batch"),
    "POST /dieu-hanh/nhap-danh-sach/{batch_id}/xem-lai": Door(A.LIST_IMPORT, "batch"),
    "POST /dieu-hanh/nhap-danh-sach/{batch_id}/quyet": Door(A.LIST_IMPORT, "batch"),
    "POST /dieu-hanh/nhap-danh-sach/{batch_id}/nap": Door(A.LIST_IMPORT, "batch"),
    "POST /dieu-hanh/nhap-danh-sach/{batch_id}/bo": Door(A.LIST_IMPORT, "batch"),
    "POST /dieu-hanh/nhap-danh-sach/{batch_id}/hoan-tac": Door(A.LIST_IMPORT, "batch"),
    "GET /dieu-hanh/loi-moi": Door(A.ACCOUNT_INVITE, "somewhere"),
    "POST /dieu-hanh/loi-moi": Door(A.ACCOUNT_INVITE, "somewhere"),
}


def door_of(method: str, path: str) -> Door:
    """The row of a route. Raises LookupError when there is none: a bug found at start."""
    method = "GET" if method == "HEAD" else method
    try:
        return DOORS[f"{method} {path}"]
    except KeyError:
        raise LookupError(f"no row in web/doors.py for {method} {path}") from None

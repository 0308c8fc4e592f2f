"""Doors of a contest, from its plan to its papers and its past."""

from core.rights import Act as A
from web.doors.door import PUBLIC, SIGNED_IN, Door

DOORS: dict[str, Door] = {
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
    "GET /dieu-hanh/binh-chon/{contest}/lich.xlsx": Door(A.CONTEST_READ, "contest"),
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
}

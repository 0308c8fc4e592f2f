"""Jobs, letters, notices, and the record."""

from web.shown import N_

SENTENCES = {
    "job_done": N_("Việc này đã xong rồi."),
    "job_running": N_("Việc này đang được làm. Hãy đợi một lát rồi xem lại."),
    "job_cancelled": N_("Việc này đã được bỏ rồi. Muốn làm, hãy cho làm lại."),
    "job_waiting": N_("Việc này đang chờ và sẽ được làm, không cần cho làm lại."),
}

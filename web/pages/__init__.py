"""One module for one family of screens; each is an APIRouter."""

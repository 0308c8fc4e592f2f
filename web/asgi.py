"""What uvicorn starts in each process: settings from the environment, the application on them."""

from fastapi import FastAPI

from web.app import create_app
from web.settings import from_environment
from web.wiring import wire


def create() -> FastAPI:
    """The application of this process."""
    return create_app(wire(from_environment()))

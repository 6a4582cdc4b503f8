# つなぐ on SQLite. Needs nothing from outside but the base image and the packages of requirements.lock.
# The Python of the image is the one the tests run on; raise both together.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/tsunagu
COPY requirements.lock ./
RUN /opt/tsunagu/bin/pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md tsunagu.py ./
COPY graph graph
COPY loaders loaders
COPY visualizations visualizations
COPY api api
COPY data data
RUN /opt/tsunagu/bin/pip install --no-deps --no-build-isolation --no-index .

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin tsunagu \
    && install --directory --owner tsunagu --group tsunagu /var/lib/tsunagu
COPY --from=build /opt/tsunagu /opt/tsunagu
ENV PATH=/opt/tsunagu/bin:$PATH PYTHONDONTWRITEBYTECODE=1 KG_GRAPH_URL=sqlite:/var/lib/tsunagu/graph.db
USER tsunagu
WORKDIR /var/lib/tsunagu
VOLUME /var/lib/tsunagu
EXPOSE 8000
# Inside the container every address is its own; compose publishes the port on the loopback address only.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health', timeout=3)"]
CMD ["tsunagu", "serve", "--host", "0.0.0.0", "--port", "8000"]

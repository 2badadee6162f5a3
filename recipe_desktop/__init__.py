"""RECiPE Desktop: an offline application for the staff of European cluster organisations.

The layers, each using only what stands to its right:

    __main__  app  demo | ui, cli | reports, sync, formats | services | store | domain
    | catalogues, i18n, logs, progress, settings, paths

One word names a feature and returns in every layer: ``domain/organisations.py``,
``store/models/organisation.py``, ``services/organisations.py``, ``ui/partners/``.
"""

__version__ = "0.1.0"

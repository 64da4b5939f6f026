"""Kulldorff's scan statistics: where are there more or fewer cases than the population explains?

``search.scan`` is the way in. The steps behind it: ``study`` puts the units in an order of their own, ``windows`` lays
circles and ellipses around them, ``likelihood`` says how unusual the cases in a window are, ``strongest`` keeps the
best window of each centre, ``null_counts``, ``thresholds`` and ``maxima`` repeat the search on random cases,
``clusters`` reports those that do not overlap, and ``gini`` chooses how large they should be reported.
"""

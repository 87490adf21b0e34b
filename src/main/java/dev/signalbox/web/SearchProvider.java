package dev.signalbox.web;

import java.util.List;

/** Finds objects of a module for the command palette. Every implementing bean is queried. */
public interface SearchProvider {

  /** Returns objects whose name contains the text, best match first, at most {@code limit}. */
  List<SearchHit> find(String text, int limit);
}

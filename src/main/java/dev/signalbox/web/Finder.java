package dev.signalbox.web;

import java.util.List;

/** A room's answer to the command palette. Each room that has objects with names brings one. */
public interface Finder {

  /**
   * What the visitor may open whose name contains these words; best first, at most {@code limit}.
   */
  List<Found> find(String words, int limit);
}

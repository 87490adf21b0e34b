package dev.signalbox.web;

/**
 * Counts the items of a module that need attention. The count is shown next to the navigation
 * entry, the sentence on the overview page.
 */
public interface AttentionSource {

  /** Returns the navigation entry. */
  Section section();

  /** Returns the path of the page that shows the items. */
  default String url() {
    return section().path();
  }

  /** Returns the live update topic that may change the count. */
  String topic();

  /**
   * Returns the count; 0 is not shown. Called on each page view, so it must not cost more than one
   * indexed read.
   */
  int count();

  /** Returns a clause for that count, such as "2 users are waiting for approval". */
  String sentence(int waiting);
}

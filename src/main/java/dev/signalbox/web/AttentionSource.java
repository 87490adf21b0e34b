package dev.signalbox.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a module that need attention. The overview lists them, the navigation counts
 * them. Items of the same level and section are in the order of their sources, see {@code @Order}.
 */
public interface AttentionSource {

  /** Returns the navigation entry. */
  Section section();

  /** Returns the live update topic that may change the items. */
  String topic();

  /**
   * Returns the current items; none while all is well. Called on each page view, so it must not
   * cost more than one indexed read. Must not throw because of a remote system.
   */
  List<AttentionItem> items();

  /** Returns whether the wall, which is shown without signing in, may contain the items. */
  default boolean isOnWall() {
    return true;
  }

  /**
   * Returns which data of the pages is outdated, such as "Nomad data from 14:02 UTC", or null while
   * it is current. Shown in the top bar instead of "Live".
   */
  default @Nullable String outdatedData() {
    return null;
  }
}

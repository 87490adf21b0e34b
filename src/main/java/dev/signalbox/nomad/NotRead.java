package dev.signalbox.nomad;

import dev.signalbox.web.Empty;
import dev.signalbox.web.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What every page says while {@link ClusterView#unread nothing was read yet}: what it does not know
 * is not nothing.
 */
public final class NotRead {

  /** In place of the one sentence over a page. */
  public static final String TRUTH = "Not known: the cluster has not been read yet";

  private NotRead() {}

  /** In place of a list, with what was tried so far. */
  public static Empty empty(TrustLine trust) {
    @Nullable Problem problem = trust.problem();
    return new Empty(
        "The cluster has not been read yet",
        problem == null
            ? "It is being read for the first time. This page shows it as soon as it is there."
            : "What was tried: "
                + problem.tried()
                + ". What came back: "
                + problem.answered()
                + ". It is tried again by itself.",
        "Look at the servers",
        "/nomad/servers");
  }
}

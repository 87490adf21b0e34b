package dev.signalbox.nomad.ui;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.ProblemPanel;
import org.jspecify.annotations.Nullable;

/**
 * Texts that pages show while {@link ClusterSnapshot#isUnsynced the first sync is not complete}, so
 * that missing data is not mistaken for an empty cluster.
 */
public final class NotSyncedYet {

  /** Replaces the summary line of a page. */
  public static final String SUMMARY = "Waiting for the first sync with Nomad";

  private NotSyncedYet() {}

  /** Replaces a list; names the last failure, if there was one. */
  public static EmptyState empty(FreshnessBanner syncStatus) {
    @Nullable ProblemPanel problem = syncStatus.problem();
    return new EmptyState(
        problem == null ? "Loading the cluster for the first time" : "No data from Nomad yet",
        problem == null
            ? "This page fills in automatically."
            : "Tried "
                + problem.tried()
                + ". It said: "
                + problem.response()
                + ". Signalbox retries automatically.",
        "Open Servers",
        "/nomad/servers");
  }
}

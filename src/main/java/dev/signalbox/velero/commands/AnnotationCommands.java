package dev.signalbox.velero.commands;

import dev.signalbox.remote.Mutating;
import dev.signalbox.velero.coverage.AnnotationFix;
import java.util.Locale;
import java.util.Optional;

/**
 * Changes of the annotations by which Velero selects volumes. All methods throw {@link
 * dev.signalbox.remote.RemoteSystemException} if the request fails.
 */
public interface AnnotationCommands {

  /**
   * The controller whose template the pods are created from.
   *
   * @param kind {@code Deployment}, {@code StatefulSet} or {@code DaemonSet}
   */
  record Workload(String kind, String name) {

    /** Returns kind and name as kubectl accepts them: {@code statefulset/postgresql}. */
    public String reference() {
      return kind.toLowerCase(Locale.ROOT) + "/" + name;
    }
  }

  /** Returns the controller of the pod, or empty if no supported one manages it. */
  Optional<Workload> workload(AnnotationFix fix);

  /** Annotates the running pod. Lost when the pod is replaced. */
  @Mutating
  void annotatePod(AnnotationFix fix);

  /** Annotates the pod template of the controller. Replaces its pods. */
  @Mutating
  void annotateWorkload(Workload workload, AnnotationFix fix);
}

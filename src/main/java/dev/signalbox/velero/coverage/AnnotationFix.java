package dev.signalbox.velero.coverage;

import dev.signalbox.velero.VeleroLabels;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change of a pod annotation that makes Velero save a volume. On the pod it takes effect
 * immediately and is lost when the pod is replaced; on the pod template of the controller it is
 * permanent and restarts the pods.
 *
 * @param ownerKind kind of the pod's controller; empty without one
 * @param value new value; null removes the annotation
 */
public record AnnotationFix(
    String namespace,
    String pod,
    String ownerKind,
    String ownerName,
    String key,
    @Nullable String value) {

  static AnnotationFix optIn(PodVolumes pod, String volume) {
    List<String> volumes =
        Stream.concat(pod.optedIn().stream(), Stream.of(volume)).distinct().toList();
    return of(pod, VeleroLabels.BACKUP_VOLUMES, volumes);
  }

  static AnnotationFix removeOptOut(PodVolumes pod, String volume) {
    List<String> volumes =
        pod.optedOut().stream().filter(name -> !name.equals(volume)).distinct().toList();
    return of(pod, VeleroLabels.BACKUP_VOLUMES_EXCLUDES, volumes);
  }

  private static AnnotationFix of(PodVolumes pod, String key, List<String> volumes) {
    return new AnnotationFix(
        pod.metadata().namespace(),
        pod.metadata().name(),
        pod.ownerKind(),
        pod.ownerName(),
        key,
        volumes.isEmpty() ? null : String.join(",", volumes));
  }
}

package dev.signalbox.snapshots.backups;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.velero.commands.AnnotationCommands;
import dev.signalbox.velero.commands.AnnotationCommands.Workload;
import dev.signalbox.velero.coverage.AnnotationFix;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Applies the annotation that makes Velero save a volume. */
@Component
class VolumeAnnotation {

  private final AnnotationCommands commands;
  private final AuditLog audit;

  VolumeAnnotation(AnnotationCommands commands, AuditLog audit) {
    this.commands = commands;
    this.audit = audit;
  }

  /** Annotates the running pod, without a restart. */
  void applyToPod(AnnotationFix fix) {
    audit.recording(
        "snapshot.volume.annotated",
        Target.of("pod", fix.namespace() + "/" + fix.pod(), fix.pod()),
        payload(fix),
        () -> {
          commands.annotatePod(fix);
          return Boolean.TRUE;
        });
  }

  /** Annotates the pod template of the controller, which replaces its pods. */
  void applyToWorkload(Workload workload, AnnotationFix fix) {
    audit.recording(
        "snapshot.volume.annotated",
        Target.of("workload", fix.namespace() + "/" + workload.reference(), workload.reference()),
        payload(fix),
        () -> {
          commands.annotateWorkload(workload, fix);
          return Boolean.TRUE;
        });
  }

  private static Map<String, ?> payload(AnnotationFix fix) {
    return Map.of(
        "annotation", fix.key(), "value", Objects.requireNonNullElse(fix.value(), "(removed)"));
  }
}

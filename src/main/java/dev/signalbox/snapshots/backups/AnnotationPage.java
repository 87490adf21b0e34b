package dev.signalbox.snapshots.backups;

import dev.signalbox.velero.commands.AnnotationCommands.Workload;
import dev.signalbox.velero.coverage.AnnotationFix;
import dev.signalbox.velero.request.KubectlCommands;
import dev.signalbox.web.ConfirmPanel;
import org.jspecify.annotations.Nullable;

/**
 * View model of the page that annotates a volume.
 *
 * @param explanation why the volume is not saved, or null if there is nothing to annotate
 * @param annotation the annotation to set
 * @param pod confirmation for the running pod, or null
 * @param workload confirmation for the pod template; null if no supported controller manages the
 *     pod
 */
record AnnotationPage(
    String claim,
    boolean all,
    @Nullable String explanation,
    @Nullable String annotation,
    @Nullable ConfirmPanel pod,
    @Nullable ConfirmPanel workload) {

  static AnnotationPage done(String claim, boolean all) {
    return new AnnotationPage(claim, all, null, null, null, null);
  }

  static AnnotationPage of(
      String claim, boolean all, String explanation, AnnotationFix fix, @Nullable Workload owner) {
    String cancel = "/snapshots/new?allVolumes=" + all;
    return new AnnotationPage(
        claim,
        all,
        explanation,
        CoverageRow.text(fix),
        new ConfirmPanel(
            "/snapshots/volumes/annotation",
            "post",
            "Annotate the running pod " + fix.pod(),
            "Takes effect for the next snapshot, without a restart. The annotation is lost when the"
                + " pod is replaced.",
            "Annotate pod",
            "check",
            cancel,
            null,
            KubectlCommands.annotatePod(fix)),
        owner == null
            ? null
            : new ConfirmPanel(
                "/snapshots/volumes/annotation",
                "post",
                "Annotate the pod template of " + owner.reference(),
                "Permanent, unless a Helm upgrade reverts it. Kubernetes replaces the pods of the "
                    + owner.kind()
                    + " now: what they serve is interrupted.",
                "Annotate " + owner.kind(),
                "check",
                cancel,
                null,
                KubectlCommands.annotateTemplate(
                    new AnnotationFix(
                        fix.namespace(),
                        fix.pod(),
                        owner.kind(),
                        owner.name(),
                        fix.key(),
                        fix.value()))));
  }
}

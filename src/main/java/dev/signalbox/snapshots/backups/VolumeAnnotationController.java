package dev.signalbox.snapshots.backups;

import dev.signalbox.snapshots.retention.RetentionPeriod;
import dev.signalbox.snapshots.retention.RetentionPeriod.Unit;
import dev.signalbox.velero.BackupKind;
import dev.signalbox.velero.commands.AnnotationCommands;
import dev.signalbox.velero.commands.AnnotationCommands.Workload;
import dev.signalbox.velero.coverage.VolumeCoverage;
import dev.signalbox.velero.coverage.VolumeCoverage.NotSaved;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Applies the annotation that makes Velero save a volume, after a confirmation. */
@Controller
@InSection(Section.SNAPSHOTS)
class VolumeAnnotationController {

  private final BackupPlanner planner;
  private final AnnotationCommands commands;
  private final VolumeAnnotation annotation;
  private final FlashCookie flashes;

  VolumeAnnotationController(
      BackupPlanner planner,
      AnnotationCommands commands,
      VolumeAnnotation annotation,
      FlashCookie flashes) {
    this.planner = planner;
    this.commands = commands;
    this.annotation = annotation;
    this.flashes = flashes;
  }

  @RequiresReauthentication
  @GetMapping("/snapshots/volumes/annotation")
  String confirm(
      @RequestParam(defaultValue = "") String claim,
      @RequestParam(defaultValue = "true") boolean all,
      Model model) {
    VolumeCoverage volume = volume(claim, all);
    model.addAttribute(
        "page",
        volume.verdict() instanceof NotSaved not && not.fix() != null
            ? AnnotationPage.of(
                claim, all, not.explanation(), not.fix(), commands.workload(not.fix()).orElse(null))
            : AnnotationPage.done(claim, all));
    return "snapshots/backups/annotation";
  }

  @RequiresReauthentication
  @PostMapping("/snapshots/volumes/annotation")
  String apply(
      @RequestParam(defaultValue = "") String claim,
      @RequestParam(defaultValue = "true") boolean all,
      @RequestParam(defaultValue = "") String target,
      HttpServletResponse response,
      Model model) {
    VolumeCoverage volume = volume(claim, all);
    if (!(volume.verdict() instanceof NotSaved not) || not.fix() == null) {
      flashes.add(response, FlashMessage.success("Nothing to annotate for " + claim + "."));
      return redirect(all);
    }
    if (target.equals("pod")) {
      annotation.applyToPod(not.fix());
      flashes.add(response, FlashMessage.success("Annotated pod " + not.fix().pod() + "."));
      return redirect(all);
    }
    @Nullable Workload owner =
        target.equals("workload") ? commands.workload(not.fix()).orElse(null) : null;
    if (owner == null) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return confirm(claim, all, model);
    }
    annotation.applyToWorkload(owner, not.fix());
    flashes.add(
        response,
        FlashMessage.success("Annotated " + owner.reference() + ". Its pods are being replaced."));
    return redirect(all);
  }

  private static String redirect(boolean all) {
    return "redirect:/snapshots/new?allVolumes=" + all;
  }

  /** Returns the verdict about a claim in a full snapshot. */
  private VolumeCoverage volume(String claim, boolean all) {
    BackupOrder order =
        new BackupOrder(
            BackupKind.FULL, "", new RetentionPeriod(1, Unit.MONTHS), "default", all, Map.of());
    return planner.coverage(planner.draft(order).spec()).volumes().stream()
        .filter(volume -> volume.claim().name().equals(claim))
        .findFirst()
        .orElseThrow(
            () ->
                new ObjectNotFoundException(
                    "volume claim", claim, "/snapshots/new", "the coverage report"));
  }
}

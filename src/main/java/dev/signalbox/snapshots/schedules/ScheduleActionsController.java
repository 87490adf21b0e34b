package dev.signalbox.snapshots.schedules;

import dev.signalbox.audit.CurrentActor;
import dev.signalbox.snapshots.SnapshotLinks;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Pauses, resumes and runs a schedule. */
@Controller
@InSection(Section.SNAPSHOTS)
class ScheduleActionsController {

  private final ScheduleLookup schedules;
  private final SchedulePause pause;
  private final ScheduleRun run;
  private final VeleroState velero;
  private final CurrentActor actors;
  private final FlashCookie flashes;

  ScheduleActionsController(
      ScheduleLookup schedules,
      SchedulePause pause,
      ScheduleRun run,
      VeleroState velero,
      CurrentActor actors,
      FlashCookie flashes) {
    this.schedules = schedules;
    this.pause = pause;
    this.run = run;
    this.velero = velero;
    this.actors = actors;
    this.flashes = flashes;
  }

  @RequiresReauthentication
  @GetMapping("/snapshots/schedules/{name}/pause")
  String confirmPause(@PathVariable String name, Model model) {
    String existing = existing(name);
    model.addAttribute("name", existing);
    model.addAttribute("url", SnapshotLinks.schedule(existing));
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            SnapshotLinks.schedule(existing) + "/pause",
            "post",
            "Pause schedule " + existing,
            "No snapshots are taken by it until it is resumed."
                + (velero.capabilities().lacksPauses()
                    ? " The installed Velero can't pause schedules: it is stored in Signalbox and"
                        + " deleted in Velero, so other tools no longer show it."
                    : ""),
            "Pause schedule",
            "player-pause",
            SnapshotLinks.schedule(existing),
            null,
            null));
    return "snapshots/schedules/confirm";
  }

  @RequiresReauthentication
  @PostMapping("/snapshots/schedules/{name}/pause")
  String pause(@PathVariable String name, HttpServletResponse response) {
    return redirect(pause.pause(existing(name), actors.actor()), response);
  }

  @RequiresReauthentication
  @DeleteMapping("/snapshots/schedules/{name}/pause")
  String resume(@PathVariable String name, HttpServletResponse response) {
    return redirect(pause.resume(existing(name), actors.actor(), ""), response);
  }

  @RequiresReauthentication
  @PostMapping("/snapshots/schedules/{name}/skip")
  String skip(@PathVariable String name, HttpServletResponse response) {
    return redirect(pause.skipNext(existing(name), actors.actor()), response);
  }

  @RequiresReauthentication
  @PostMapping("/snapshots/schedules/{name}/runs")
  String start(@PathVariable String name, HttpServletResponse response) {
    ScheduleOutcome outcome = run.start(existing(name));
    flashes.add(response, outcome.message());
    return outcome instanceof ScheduleOutcome.Started started
        ? "redirect:" + SnapshotLinks.show(started.backup().name())
        : "redirect:/snapshots/schedules";
  }

  private String redirect(ScheduleOutcome outcome, HttpServletResponse response) {
    flashes.add(response, outcome.message());
    return "redirect:/snapshots/schedules";
  }

  /** Returns the name of a schedule that exists, or throws. */
  private String existing(String name) {
    return schedules.get(name).status().schedule().name();
  }
}

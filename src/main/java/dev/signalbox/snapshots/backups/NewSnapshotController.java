package dev.signalbox.snapshots.backups;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.snapshots.SnapshotLinks;
import dev.signalbox.snapshots.backups.BackupCreation.BackupOutcome;
import dev.signalbox.snapshots.backups.NewSnapshotPage.NewSnapshotFields;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** Takes a snapshot, after a report of the volumes that it would contain. */
@Controller
@InSection(Section.SNAPSHOTS)
class NewSnapshotController {

  private final BackupPlanner planner;
  private final BackupReadiness readiness;
  private final BackupCreation creation;
  private final VeleroState velero;
  private final CurrentUserProvider users;
  private final FlashCookie flashes;

  NewSnapshotController(
      BackupPlanner planner,
      BackupReadiness readiness,
      BackupCreation creation,
      VeleroState velero,
      CurrentUserProvider users,
      FlashCookie flashes) {
    this.planner = planner;
    this.readiness = readiness;
    this.creation = creation;
    this.velero = velero;
    this.users = users;
    this.flashes = flashes;
  }

  @RequiresReauthentication
  @GetMapping("/snapshots/new")
  String form(@ModelAttribute("form") BackupForm form, BindingResult errors, Model model) {
    form.check(errors);
    return page(form, errors, model);
  }

  @Fragment
  @GetMapping("/snapshots/new")
  String panel(@ModelAttribute("form") BackupForm form, BindingResult errors, Model model) {
    form.check(errors);
    page(form, errors, model);
    return "snapshots/backups/new :: panel";
  }

  @RequiresReauthentication
  @PostMapping("/snapshots")
  String take(
      @Valid @ModelAttribute("form") BackupForm form,
      BindingResult errors,
      HttpServletResponse response,
      Model model) {
    if (form.preview() != null) {
      return page(form, null, model);
    }
    form.check(errors);
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(form, errors, model);
    }
    return switch (creation.take(form.order(defaultLocation()))) {
      case BackupOutcome.Taken taken -> {
        flashes.add(
            response,
            FlashMessage.success("Snapshot " + taken.backup().name() + " was requested."));
        yield "redirect:" + SnapshotLinks.show(taken.backup().name());
      }
      case BackupOutcome.Blocked blocked -> {
        response.setStatus(HttpStatus.CONFLICT.value());
        yield page(form, errors, model);
      }
    };
  }

  private String page(BackupForm submitted, @Nullable Errors errors, Model model) {
    VeleroInventory inventory = velero.inventory();
    BackupForm form = submitted.withDefaults(defaultLocation());
    BackupOrder order = form.order(defaultLocation());
    model.addAttribute(
        "page",
        NewSnapshotPage.of(
            new NewSnapshotPage.Source(
                velero.backupsStatus().state() != CacheStatus.State.ABSENT,
                velero.freshness(),
                readiness.blockers(order.location()),
                warnings(),
                planner.coverage(planner.draft(order).spec()),
                NewSnapshotFields.of(form, inventory.locations(), errors),
                order,
                planner.command(order),
                users.currentUser().map(CurrentUser::readOnlyReason).orElse(null))));
    return "snapshots/backups/new";
  }

  private List<String> warnings() {
    return planner.isCoverageKnown()
        ? readiness.warnings()
        : Stream.concat(
                readiness.warnings().stream(),
                Stream.of(
                    "The volumes and pods have not been read completely. A snapshot taken now is"
                        + " not checked for missing volumes."))
            .toList();
  }

  /** Without a default location, the form selects the first one. */
  private String defaultLocation() {
    VeleroInventory inventory = velero.inventory();
    return inventory
        .defaultLocation()
        .or(() -> inventory.locations().stream().findFirst())
        .map(StorageLocation::name)
        .orElse("default");
  }
}

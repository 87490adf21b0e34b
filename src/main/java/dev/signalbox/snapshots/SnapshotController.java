package dev.signalbox.snapshots;

import dev.signalbox.snapshots.history.VolumeHistory;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.files.ResourceYaml;
import dev.signalbox.velero.request.KubectlCommands;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.RawText;
import dev.signalbox.web.Section;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Page of one snapshot, rendered from memory. Its YAML is loaded separately. */
@Controller
@InSection(Section.SNAPSHOTS)
class SnapshotController {

  private final VeleroState velero;
  private final ResourceYaml resources;
  private final VolumeHistory history;
  private final CurrentUserProvider users;
  private final Clock clock;

  SnapshotController(
      VeleroState velero,
      ResourceYaml resources,
      VolumeHistory history,
      CurrentUserProvider users,
      Clock clock) {
    this.velero = velero;
    this.resources = resources;
    this.history = history;
    this.users = users;
    this.clock = clock;
  }

  @GetMapping("/snapshots/{name}")
  String show(@PathVariable String name, Model model) {
    VeleroInventory inventory = velero.inventory();
    Backup backup = inventory.backup(SnapshotLinks.name(name)).orElseThrow(() -> missing(name));
    model.addAttribute(
        "page",
        SnapshotPage.of(
            backup, inventory, velero, history, users.currentUser().orElse(null), clock));
    return "snapshots/show";
  }

  /** Updates an open page; that of a deleted snapshot says so. */
  @Fragment
  @GetMapping("/snapshots/{name}")
  String panel(@PathVariable("name") String segment, Model model) {
    String name = SnapshotLinks.name(segment);
    if (velero.inventory().backup(name).isEmpty() && velero.backupsStatus().isLive()) {
      model.addAttribute("name", name);
      model.addAttribute(
          "empty",
          new EmptyState(
              "This snapshot was deleted",
              "The page shows what was last known about it. It can't be restored.",
              "Open snapshots",
              SnapshotLinks.LIST));
      return "snapshots/_deleted :: snapshot";
    }
    show(segment, model);
    return "snapshots/show :: snapshot";
  }

  /** Returns the page that loads the YAML, so that it never waits for the API server. */
  @GetMapping("/snapshots/{name}/yaml")
  String yaml(@PathVariable String name, Model model) {
    Backup backup =
        velero.inventory().backup(SnapshotLinks.name(name)).orElseThrow(() -> missing(name));
    model.addAttribute("name", backup.name());
    model.addAttribute("url", SnapshotLinks.show(backup.name()));
    model.addAttribute("command", KubectlCommands.show(VeleroResource.BACKUP, backup.metadata()));
    return "snapshots/yaml";
  }

  @Fragment
  @GetMapping("/snapshots/{name}/yaml")
  String yamlPanel(@PathVariable("name") String segment, Model model) {
    String name = SnapshotLinks.name(segment);
    String yaml = resources.read(VeleroResource.BACKUP, name).orElseThrow(() -> missing(name));
    model.addAttribute(
        "yaml", RawText.of(yaml, ByteSize.of(yaml.getBytes(StandardCharsets.UTF_8).length)));
    return "snapshots/_yaml :: yaml";
  }

  static ObjectNotFoundException missing(String name) {
    return new ObjectNotFoundException("snapshot", name, SnapshotLinks.LIST, "snapshots");
  }
}

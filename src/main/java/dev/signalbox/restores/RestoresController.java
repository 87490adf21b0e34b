package dev.signalbox.restores;

import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.Section;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Lists restores and shows one, also those that another tool has started. */
@Controller
@InSection(Section.SNAPSHOTS)
class RestoresController {

  private final RestoreLookup restores;
  private final AfterRestoreReader after;
  private final VeleroState velero;
  private final CurrentUserProvider users;
  private final Clock clock;

  RestoresController(
      RestoreLookup restores,
      AfterRestoreReader after,
      VeleroState velero,
      CurrentUserProvider users,
      Clock clock) {
    this.restores = restores;
    this.after = after;
    this.velero = velero;
    this.users = users;
    this.clock = clock;
  }

  @GetMapping("/restores")
  String list(Model model) {
    model.addAttribute("page", RestoresPage.of(restores.all(), velero, clock));
    return "restores/index";
  }

  @Fragment
  @GetMapping("/restores")
  String rows(Model model) {
    list(model);
    return "restores/index :: list";
  }

  @GetMapping("/restores/{id}")
  String show(@PathVariable String id, Model model) {
    RestoreLookup.Found found = restores.get(id);
    model.addAttribute(
        "page",
        RestorePage.of(
            found,
            found.operation() == null ? null : after.of(found.operation()).orElse(null),
            velero,
            users.currentUser().orElseThrow(),
            clock));
    return "restores/show";
  }

  @Fragment
  @GetMapping("/restores/{id}")
  String panel(@PathVariable String id, Model model) {
    show(id, model);
    return "restores/show :: restore";
  }
}

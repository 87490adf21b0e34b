package dev.signalbox.accounts.users;

import dev.signalbox.settings.Settings;
import dev.signalbox.web.CurrentVisitor;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Section;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of people. */
@Controller
@InSection(Section.USERS)
class UsersController {

  private final Directory directory;
  private final Settings settings;
  private final CurrentVisitor visitors;
  private final Clock clock;

  UsersController(Directory directory, Settings settings, CurrentVisitor visitors, Clock clock) {
    this.directory = directory;
    this.settings = settings;
    this.visitors = visitors;
    this.clock = clock;
  }

  @GetMapping("/users")
  String index(@RequestParam Map<String, String> parameters, Model model) {
    ListUrl url = new ListUrl("/users", parameters);
    model.addAttribute(
        "page",
        UsersPage.of(
            url,
            directory.listing(url),
            settings.seats(),
            visitors.visitor().orElseThrow(),
            clock));
    return "accounts/users/index";
  }

  @Fragment
  @GetMapping("/users")
  String list(@RequestParam Map<String, String> parameters, Model model) {
    index(parameters, model);
    return "accounts/users/index :: list";
  }
}

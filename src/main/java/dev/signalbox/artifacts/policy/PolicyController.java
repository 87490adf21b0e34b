package dev.signalbox.artifacts.policy;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the policy, its tester, its revisions and the ConfigMap. */
@Controller
@InSection(Section.ARTIFACT_POLICY)
class PolicyController {

  static final String PAGE = "/artifact-policy";

  private final PolicyService policies;
  private final PolicyPublisher publisher;
  private final ConfigMapPanelFactory configMaps;
  private final CurrentUserProvider users;
  private final FlashCookie flashes;
  private final ConsoleProperties settings;
  private final Clock clock;

  PolicyController(
      PolicyService policies,
      PolicyPublisher publisher,
      ConfigMapPanelFactory configMaps,
      CurrentUserProvider users,
      FlashCookie flashes,
      ConsoleProperties settings,
      Clock clock) {
    this.policies = policies;
    this.publisher = publisher;
    this.configMaps = configMaps;
    this.users = users;
    this.flashes = flashes;
    this.settings = settings;
    this.clock = clock;
  }

  @GetMapping(PAGE)
  String show(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String file,
      @RequestParam(defaultValue = "") String type,
      Model model) {
    PolicyRevision current = policies.current();
    model.addAttribute(
        "page",
        PolicyPage.of(
            current,
            policies.newest(),
            q,
            tester(current, file, type),
            configMaps.create(current, user()),
            user(),
            clock));
    return "artifacts/policy/index";
  }

  @Fragment
  @GetMapping(PAGE)
  String test(
      @RequestParam(defaultValue = "") String file,
      @RequestParam(defaultValue = "") String type,
      Model model) {
    model.addAttribute("tester", tester(policies.current(), file, type));
    return "artifacts/policy/_tester :: result";
  }

  @Fragment
  @GetMapping(PAGE + "/config-map")
  String configMap(Model model) {
    model.addAttribute("panel", configMaps.create(policies.current(), user()));
    return "artifacts/policy/_config-map :: panel";
  }

  @RequiresReauthentication(ActionRisk.NORMAL)
  @PostMapping(PAGE + "/config-map")
  String publish(HttpServletResponse response) {
    flashes.add(response, PolicyMessages.published(publisher.publish()));
    return "redirect:" + PAGE;
  }

  @GetMapping(PAGE + "/revisions/{id}")
  String revision(@PathVariable String id, Model model) {
    PolicyRevision revision = policies.get(id);
    PolicyRevision before = policies.before(revision);
    model.addAttribute(
        "page", RevisionPage.of(revision, before, policies.current(), user(), clock));
    return "artifacts/policy/revision";
  }

  private PolicyTester tester(PolicyRevision current, String file, String type) {
    return PolicyTester.of(current.policy(), settings.artifactsOrigin() != null, file, type);
  }

  private CurrentUser user() {
    return users.currentUser().orElseThrow();
  }
}

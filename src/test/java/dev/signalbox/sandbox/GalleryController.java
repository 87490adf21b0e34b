package dev.signalbox.sandbox;

import dev.signalbox.web.Act;
import dev.signalbox.web.Chip;
import dev.signalbox.web.Confirm;
import dev.signalbox.web.Empty;
import dev.signalbox.web.Field;
import dev.signalbox.web.Flash;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Moment;
import dev.signalbox.web.PageOf;
import dev.signalbox.web.Problem;
import dev.signalbox.web.Status;
import dev.signalbox.web.Tone;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Every component in every state, so that a change of look is seen at once. */
@Controller
class GalleryController {

  private static final String PATH = "/sandbox/gallery";

  private final Clock clock;

  GalleryController(Clock clock) {
    this.clock = clock;
  }

  @GetMapping(PATH)
  String show(Model model) {
    words(model);
    people(model);
    forms(model);
    return "sandbox/gallery";
  }

  private void words(Model model) {
    model.addAttribute(
        "statuses",
        List.of(
            Status.ok("Active"),
            new Status(Tone.OK, "circle-check", "Done in 4 min"),
            new Status(Tone.ACCENT, "player-play", "Running 12 min"),
            Status.waiting("Waiting 2 h for activation"),
            Status.warn("Partial, 2 of 3"),
            Status.bad("Suspended 26 min"),
            Status.bad("Failed"),
            Status.off("Inactive 40 d"),
            Status.unknown("Unknown since 12:04 UTC")));
    model.addAttribute("moment", ago(Duration.ofMinutes(12)));
    model.addAttribute("future", ago(Duration.ofHours(-3)));
    model.addAttribute(
        "flashes",
        List.of(
            Flash.done("Tomasz Zielonka is suspended; 2 sessions were ended."),
            Flash.refused("Amara Okafor is the last admin and stays one."),
            new Flash(Tone.WARN, "GitHub has not answered; the membership is from 12:04 UTC."),
            new Flash(Tone.ACCENT, "The export is being prepared.")));
    model.addAttribute(
        "problem",
        new Problem(
            "GitHub does not answer",
            "to read the members of the organisation acme",
            "503 Service Unavailable, upstream connect error or disconnect/reset before headers",
            "sign people in as before; memberships are from the last reading until GitHub is back",
            ago(Duration.ofMinutes(26)),
            "k7mw3p2x"));
    model.addAttribute(
        "empties",
        List.of(
            new Empty(
                "Nobody has signed in yet",
                "People appear here after their first sign-in with GitHub.",
                "Say who may enter",
                PATH),
            new Empty(
                "No suspended person called “ro”",
                "42 people match other filters.",
                "Clear the filter",
                PATH),
            new Empty("Nothing needs you", "Everybody who waits has been let in.", null, null)));
    model.addAttribute(
        "raw",
        """
        {
          "action": "user.suspended",
          "actor": {"type": "user", "id": "1", "name": "admin"},
          "target": {"type": "user", "id": "4", "name": "suspended"},
          "payload": {"reason": "left the project"},
          "occurred_at": "2026-11-23T12:04:10Z",
          "success": true
        }
        """);
  }

  private void people(Model model) {
    model.addAttribute(
        "people",
        List.of(
            person("Amara Okafor", "admin", Status.ok("Active"), "admin", 3, 92),
            person("Mei-Ling Tan", "viewer", Status.ok("Active"), "viewer", 45, 64),
            person("Priya Raman", "newcomer", Status.waiting("Waiting 2 h"), "member", 125, 0),
            person("Tomasz Zielonka", "suspended", Status.bad("Suspended 26 min"), "member", 26, 7),
            person("Diego Fuentes", "member", Status.off("Inactive 40 d"), "viewer", 57_600, 0)));
    model.addAttribute("list", new ListUrl(PATH, Map.of("sort", "-seen")));
    model.addAttribute(
        "chips",
        List.of(
            new Chip("All", 42L, PATH, true),
            new Chip("Active", 37L, PATH + "?state=ACTIVE", false),
            new Chip("Waiting", 2L, PATH + "?state=WAITING", false),
            new Chip("Suspended", 2L, PATH + "?state=SUSPENDED", false),
            new Chip("role: any", null, PATH + "?role=", false)));
    model.addAttribute(
        "page", new PageOf<>(List.of(), PATH + "?before=amara", PATH + "?after=member"));
  }

  private void forms(Model model) {
    model.addAttribute("on", new Act("Suspend this person", null));
    model.addAttribute("off", new Act("Suspend this person", "you are a viewer"));
    model.addAttribute(
        "last", new Act("Suspend Amara Okafor", "the last admin cannot be suspended"));
    Map<String, String> roles = new LinkedHashMap<>();
    roles.put("admin", "Admin: everything");
    roles.put("viewer", "Viewer: sees, changes nothing");
    roles.put("member", "Member: no console");
    model.addAttribute("roles", roles);
    List<Field> fields =
        List.of(
            new Field("reason", "Reason", "kept in the audit log", "left the project", null),
            new Field("until", "Until", "empty means for good", null, "is before today"),
            new Field("note", "Note", null, null, "is empty; say at least who asked for it"),
            new Field("role", "Role", "from the next page on", "viewer", null),
            new Field("tell", "Tell the person by mail", "one sentence, no details", "true", null));
    model.addAttribute("fields", fields);
    fields.forEach(field -> model.addAttribute(field.name(), field));
    model.addAttribute(
        "confirm",
        new Confirm(
            PATH,
            "post",
            "Tomasz Zielonka is signed out at once and cannot come back",
            "2 sessions end now. Builds that run finish; tokens of this person stop working. The"
                + " account and its history stay, and an admin can activate it again.",
            "Suspend Tomasz Zielonka",
            "user-off",
            PATH,
            null,
            null));
    model.addAttribute(
        "typed",
        new Confirm(
            PATH,
            "delete",
            "The account and its 14 sessions are removed for good",
            "1,204 audit events keep the login as text. Nobody can undo this.",
            "Remove Tomasz Zielonka",
            "user-off",
            PATH,
            "tomasz",
            "curl -X DELETE https://signalbox.acme.example/users/4"));
    model.addAttribute(
        "kind",
        new Confirm(
            PATH,
            "post",
            "Priya Raman can sign in from now on",
            "She is a member of acme and waits since 10:02 UTC.",
            "Activate Priya Raman",
            "user-check",
            PATH,
            null,
            null));
  }

  private Person person(
      String name, String login, Status status, String role, long minutes, int share) {
    return new Person(
        name,
        login,
        Visitor.initialsOf(name),
        status,
        role,
        ago(Duration.ofMinutes(minutes)),
        share);
  }

  private Moment ago(Duration age) {
    Instant at = clock.instant().minus(age);
    return Moment.of(at, clock);
  }

  /** One row of the gallery's table. */
  record Person(
      String name,
      String login,
      String initials,
      Status status,
      String role,
      @Nullable Moment seen,
      int share) {}
}

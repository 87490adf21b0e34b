package dev.signalbox.sandbox;

import dev.signalbox.web.ActionButton;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FilterChip;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.FormField;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.ProblemPanel;
import dev.signalbox.web.RawText;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import dev.signalbox.web.TimestampView;
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

/** Shows every component in every state. */
@Controller
class GalleryController {

  private static final String PATH = "/sandbox/gallery";

  private final Clock clock;

  GalleryController(Clock clock) {
    this.clock = clock;
  }

  @GetMapping(PATH)
  String show(Model model) {
    messages(model);
    people(model);
    forms(model);
    return "sandbox/gallery";
  }

  private void messages(Model model) {
    model.addAttribute(
        "statuses",
        List.of(
            StatusLabel.ok("Active"),
            new StatusLabel(StatusTone.OK, "circle-check", "Done in 4 min"),
            new StatusLabel(StatusTone.ACCENT, "player-play", "Running 12 min"),
            StatusLabel.waiting("Pending approval, 2 h"),
            StatusLabel.warn("Partial, 2 of 3"),
            StatusLabel.bad("Suspended 26 min"),
            StatusLabel.bad("Failed"),
            StatusLabel.off("Inactive 40 d"),
            StatusLabel.unknown("Unknown since 12:04 UTC")));
    model.addAttribute("moment", ago(Duration.ofMinutes(12)));
    model.addAttribute("future", ago(Duration.ofHours(-3)));
    model.addAttribute(
        "flashes",
        List.of(
            FlashMessage.success("Tomasz Zielonka is suspended; 2 sessions were ended."),
            FlashMessage.error("Amara Okafor is the last admin and can't be changed."),
            new FlashMessage(
                StatusTone.WARN, "GitHub did not respond. The membership is from 12:04 UTC."),
            new FlashMessage(StatusTone.ACCENT, "The export is being prepared.")));
    model.addAttribute(
        "problem",
        new ProblemPanel(
            "GitHub is not responding",
            "to read the members of the organization acme",
            "503 Service Unavailable, upstream connect error or disconnect/reset before headers",
            "Continue: users can still sign in. Memberships are from the last check.",
            ago(Duration.ofMinutes(26)),
            "k7mw3p2x"));
    model.addAttribute(
        "empties",
        List.of(
            new EmptyState(
                "No users yet",
                "Users appear here after their first sign-in with GitHub.",
                "Edit sign-in rules",
                PATH),
            new EmptyState(
                "No suspended users match “ro”",
                "42 users match other filters.",
                "Clear the filter",
                PATH),
            new EmptyState("Nothing needs attention", "All new users are approved.", null, null)));
    model.addAttribute(
        "raw",
        new RawText(
            """
            {
              "action": "user.suspended",
              "actor": {"type": "user", "id": "1", "name": "admin"},
              "target": {"type": "user", "id": "4", "name": "suspended"},
              "payload": {"reason": "left the project"},
              "occurred_at": "2026-11-23T12:04:10Z",
              "success": true
            }
            """,
            null));
  }

  private void people(Model model) {
    model.addAttribute(
        "people",
        List.of(
            person("Amara Okafor", "admin", StatusLabel.ok("Active"), "admin", 3, 92),
            person("Mei-Ling Tan", "viewer", StatusLabel.ok("Active"), "viewer", 45, 64),
            person("Priya Raman", "newcomer", StatusLabel.waiting("Pending 2 h"), "member", 125, 0),
            person(
                "Tomasz Zielonka",
                "suspended",
                StatusLabel.bad("Suspended 26 min"),
                "member",
                26,
                7),
            person(
                "Diego Fuentes", "member", StatusLabel.off("Inactive 40 d"), "viewer", 57_600, 0)));
    model.addAttribute("list", new ListUrl(PATH, Map.of("sort", "-seen")));
    model.addAttribute(
        "chips",
        List.of(
            new FilterChip("All", 42L, PATH, true),
            new FilterChip("Active", 37L, PATH + "?state=ACTIVE", false),
            new FilterChip("Pending", 2L, PATH + "?state=WAITING", false),
            new FilterChip("Suspended", 2L, PATH + "?state=SUSPENDED", false),
            new FilterChip("role: any", null, PATH + "?role=", false)));
    model.addAttribute(
        "page", new ListPage<>(List.of(), PATH + "?before=amara", PATH + "?after=member"));
  }

  private void forms(Model model) {
    model.addAttribute("on", new ActionButton("Suspend user", null));
    model.addAttribute("off", new ActionButton("Suspend user", "You need the admin role."));
    model.addAttribute(
        "last", new ActionButton("Suspend Amara Okafor", "The last admin can't be suspended."));
    Map<String, String> roles = new LinkedHashMap<>();
    roles.put("admin", "Admin: full access");
    roles.put("viewer", "Viewer: read-only");
    roles.put("member", "Member: no console access");
    model.addAttribute("roles", roles);
    List<FormField> fields =
        List.of(
            new FormField("reason", "Reason", "Stored in the audit log.", "left the project", null),
            new FormField(
                "until", "Until", "Leave empty for no end date.", null, "Must not be in the past."),
            new FormField("note", "Note", null, null, "Enter a note."),
            new FormField("role", "Role", "Effective immediately.", "viewer", null),
            new FormField(
                "tell", "Notify the user by e-mail", "Contains no details.", "true", null));
    model.addAttribute("fields", fields);
    fields.forEach(field -> model.addAttribute(field.name(), field));
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            PATH,
            "post",
            "Suspend Tomasz Zielonka",
            "2 sessions end immediately. API tokens of this user stop working. Running builds"
                + " continue. The account is kept, and an admin can activate it again.",
            "Suspend Tomasz Zielonka",
            "user-off",
            PATH,
            null,
            null));
    model.addAttribute(
        "typed",
        new ConfirmPanel(
            PATH,
            "delete",
            "Delete the account and its 14 sessions",
            "1,204 audit events keep the login as text. This can't be undone.",
            "Delete Tomasz Zielonka",
            "user-off",
            PATH,
            "tomasz",
            "curl -X DELETE https://signalbox.acme.example/users/4"));
    model.addAttribute(
        "kind",
        new ConfirmPanel(
            PATH,
            "post",
            "Activate Priya Raman",
            "Member of acme, pending for 2 h.",
            "Activate Priya Raman",
            "user-check",
            PATH,
            null,
            null));
  }

  private Person person(
      String name, String login, StatusLabel status, String role, long minutes, int share) {
    return new Person(
        name,
        login,
        CurrentUser.initialsOf(name),
        status,
        role,
        ago(Duration.ofMinutes(minutes)),
        share);
  }

  private TimestampView ago(Duration age) {
    Instant at = clock.instant().minus(age);
    return TimestampView.of(at, clock);
  }

  /** A row of the table. */
  record Person(
      String name,
      String login,
      String initials,
      StatusLabel status,
      String role,
      @Nullable TimestampView seen,
      int share) {}
}

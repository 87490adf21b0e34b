package dev.signalbox.overview;

import dev.signalbox.accounts.FormResults;
import dev.signalbox.accounts.Operator;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.FormField;
import dev.signalbox.web.FormKeys;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists, creates and revokes links to the wall. A new link is shown for at most five minutes. */
@Controller
@InSection(Section.SETTINGS)
class WallLinksController {

  static final String PAGE = "/settings/wall-links";

  private static final String NAME_HINT = "where the screen is, such as “office, second floor”";

  private final WallLinks links;
  private final FormResults results;
  private final CurrentUserProvider users;
  private final FlashCookie flashes;
  private final ConsoleProperties settings;
  private final Clock clock;

  WallLinksController(
      WallLinks links,
      FormResults results,
      CurrentUserProvider users,
      FlashCookie flashes,
      ConsoleProperties settings,
      Clock clock) {
    this.links = links;
    this.results = results;
    this.users = users;
    this.flashes = flashes;
    this.settings = settings;
    this.clock = clock;
  }

  @GetMapping(PAGE)
  String index(Model model) {
    model.addAttribute("page", WallLinksPage.of(links.newest(), user(), clock));
    return "overview/wall-links";
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping(PAGE + "/new")
  String form(Model model) {
    return form(FormField.empty("name", "Name", NAME_HINT), model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PostMapping(PAGE)
  String create(
      @Valid @ModelAttribute("form") WallLinkForm form,
      BindingResult errors,
      @AuthenticationPrincipal Operator operator,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (errors.hasErrors()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(FormField.submitted(errors, "name", "Name", NAME_HINT), model);
    }
    WallLinks.Created created = links.create(form.name().strip(), operator);
    return "redirect:"
        + PAGE
        + "/created?form="
        + results.store(
            FormKeys.of(request), created.id() + " " + created.secret().reveal(), operator);
  }

  /** Shows a new link to the admin who created it; after five minutes redirects to the list. */
  @GetMapping(PAGE + "/created")
  String created(
      @RequestParam(required = false) @Nullable UUID form,
      @AuthenticationPrincipal Operator operator,
      Model model) {
    return Optional.ofNullable(form)
        .flatMap(key -> results.find(key, operator))
        .flatMap(created -> showCreated(created, model))
        .orElse("redirect:" + PAGE);
  }

  private Optional<String> showCreated(String created, Model model) {
    String[] idAndToken = created.split(" ", 2);
    return links
        .find(UUID.fromString(idAndToken[0]))
        .map(
            link -> {
              model.addAttribute("name", link.name());
              model.addAttribute("url", settings.publicUrl() + "/wall/" + idAndToken[1]);
              return "overview/wall-link-created";
            });
  }

  @GetMapping(PAGE + "/{id}")
  String confirm(@PathVariable String id, Model model) {
    WallLink link = links.find(parseId(id)).orElseThrow(() -> notFound(id));
    model.addAttribute("name", link.name());
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            PAGE + "/" + link.id(),
            "delete",
            "Screens with this link show that it was revoked",
            "They are updated within 30 seconds. This can't be undone.",
            "Revoke link",
            "key-off",
            PAGE,
            null,
            null));
    return "overview/wall-link-revocation";
  }

  @DeleteMapping(PAGE + "/{id}")
  String revoke(
      @PathVariable String id,
      @AuthenticationPrincipal Operator operator,
      HttpServletResponse response) {
    flashes.add(
        response,
        switch (links.revoke(parseId(id), operator)) {
          case WallLinks.Revocation.Done done ->
              FlashMessage.success("Link “" + done.name() + "” revoked.");
          case WallLinks.Revocation.AlreadyRevoked revoked ->
              FlashMessage.error("Link “" + revoked.name() + "” was already revoked.");
          case WallLinks.Revocation.Unknown unknown -> throw notFound(id);
        });
    return "redirect:" + PAGE;
  }

  private static String form(FormField name, Model model) {
    model.addAttribute("name", name);
    return "overview/wall-link-form";
  }

  private CurrentUser user() {
    return users.currentUser().orElseThrow();
  }

  private static UUID parseId(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw notFound(id);
    }
  }

  private static ObjectNotFoundException notFound(String id) {
    return new ObjectNotFoundException("wall link", id, PAGE, "the wall links");
  }

  /**
   * The submitted form for a new link to the wall.
   *
   * @param name where the wall is shown
   */
  record WallLinkForm(
      @NotBlank(message = "Enter a name.") @Size(max = 100, message = "At most 100 characters.")
          String name) {}

  /** View model of the list of links to the wall. */
  record WallLinksPage(
      String summary, ActionButton create, List<LinkRow> links, @Nullable EmptyState empty) {

    static WallLinksPage of(List<WallLink> links, CurrentUser user, Clock clock) {
      long active = links.stream().filter(link -> link.revokedAt() == null).count();
      return new WallLinksPage(
          "%,d active · each shows the overview without signing in, read-only".formatted(active),
          ActionButton.of("New link", user, null),
          links.stream().map(link -> LinkRow.of(link, user, clock)).toList(),
          links.isEmpty()
              ? new EmptyState(
                  "No wall links",
                  "Create a link to show the overview on a screen in the office.",
                  null,
                  null)
              : null);
    }

    /**
     * A link.
     *
     * @param revokedBy who revoked it, or null
     * @param revocable whether the user can revoke it
     */
    record LinkRow(
        String id,
        String name,
        StatusLabel status,
        String createdBy,
        TimestampView createdAt,
        @Nullable String revokedBy,
        @Nullable TimestampView revokedAt,
        boolean revocable) {

      static LinkRow of(WallLink link, CurrentUser user, Clock clock) {
        boolean isActive = link.revokedAt() == null;
        return new LinkRow(
            link.id().toString(),
            link.name(),
            isActive ? StatusLabel.ok("Active") : StatusLabel.off("Revoked"),
            link.createdBy(),
            TimestampView.of(link.createdAt(), clock),
            link.revokedBy(),
            TimestampView.ofNullable(link.revokedAt(), clock),
            isActive && user.mayChange());
      }
    }
  }
}

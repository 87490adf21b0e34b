package dev.signalbox.accounts.codes;

import dev.signalbox.accounts.AccountsProperties;
import dev.signalbox.accounts.FormResults;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.codes.OneTimeCodeRepository.CodeSet;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.FormKeys;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.TimestampView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The admin's own one-time codes. New codes are shown on the next page, for five minutes. */
@Controller
class OneTimeCodesController {

  private static final String INDEX = "/one-time-codes";

  private final OneTimeCodes codes;
  private final boolean enabled;
  private final FormResults results;
  private final FlashCookie flashCookie;
  private final Clock clock;

  OneTimeCodesController(
      OneTimeCodes codes,
      AccountsProperties properties,
      FormResults results,
      FlashCookie flashCookie,
      Clock clock) {
    this.codes = codes;
    this.enabled = properties.oneTimeCodes();
    this.results = results;
    this.flashCookie = flashCookie;
    this.clock = clock;
  }

  /** Responds with 404 to all requests unless the settings turn one-time codes on. */
  @ModelAttribute
  void requireEnabled() {
    if (!enabled) {
      throw new ObjectNotFoundException("page", INDEX, "/sessions", "your sessions");
    }
  }

  @GetMapping(INDEX)
  String index(@AuthenticationPrincipal Operator operator, Model model) {
    model.addAttribute("page", OneTimeCodesPage.of(codes.find(operator.id()), clock));
    return "accounts/codes/index";
  }

  @Fragment
  @GetMapping(INDEX)
  String list(@AuthenticationPrincipal Operator operator, Model model) {
    index(operator, model);
    return "accounts/codes/index :: list";
  }

  @RequiresReauthentication(value = ActionRisk.HIGH, byGitHub = true)
  @GetMapping(INDEX + "/new")
  String form(@AuthenticationPrincipal Operator operator, Model model) {
    String replaced =
        codes
            .find(operator.id())
            .map(
                set ->
                    " The "
                        + OneTimeCodesPage.counted(set.remaining())
                        + " that you have now can't be used any more.")
            .orElse("");
    model.addAttribute("title", "Create one-time codes");
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            INDEX,
            "post",
            "Create " + OneTimeCodesPage.counted(OneTimeCodes.NUMBER),
            "The next page shows them once. They are valid until "
                + TimestampView.day(clock.instant().plus(OneTimeCodes.LIFETIME))
                + "."
                + replaced,
            "Create codes",
            "key",
            INDEX,
            null,
            null));
    return "accounts/codes/confirmation";
  }

  @RequiresReauthentication(value = ActionRisk.HIGH, byGitHub = true)
  @PostMapping(INDEX)
  String create(@AuthenticationPrincipal Operator operator, HttpServletRequest request) {
    String created =
        codes.create(operator).stream()
            .map(OneTimeCode::formatted)
            .collect(Collectors.joining(" "));
    return "redirect:/one-time-codes/created?form="
        + results.store(FormKeys.of(request), created, operator);
  }

  /** Shows new codes to their owner; after five minutes redirects to the list. */
  @GetMapping(INDEX + "/created")
  String created(
      @RequestParam(required = false) @Nullable UUID form,
      @AuthenticationPrincipal Operator operator,
      Model model) {
    Optional<String> created =
        Optional.ofNullable(form).flatMap(key -> results.find(key, operator));
    if (created.isEmpty()) {
      return "redirect:" + INDEX;
    }
    model.addAttribute("codes", List.of(created.get().split(" ", -1)));
    model.addAttribute("copied", created.get().replace(" ", "\n"));
    model.addAttribute("login", operator.login());
    model.addAttribute("page", OneTimeCodesPage.of(codes.find(operator.id()), clock));
    return "accounts/codes/created";
  }

  @GetMapping(INDEX + "/revocation")
  String confirm(@AuthenticationPrincipal Operator operator, Model model) {
    int remaining =
        codes.find(operator.id()).map(OneTimeCodeRepository.CodeSet::remaining).orElse(0);
    if (remaining == 0) {
      return "redirect:" + INDEX;
    }
    model.addAttribute("title", "Revoke one-time codes");
    model.addAttribute(
        "confirm",
        new ConfirmPanel(
            INDEX,
            "delete",
            "Revoke " + OneTimeCodesPage.counted(remaining),
            "You can't sign in without GitHub until you create new ones. This can't be undone.",
            "Revoke codes",
            "key-off",
            INDEX,
            null,
            null));
    return "accounts/codes/confirmation";
  }

  @DeleteMapping(INDEX)
  String revoke(@AuthenticationPrincipal Operator operator, HttpServletResponse response) {
    int revoked = codes.revoke(operator);
    flashCookie.add(
        response,
        revoked == 0
            ? FlashMessage.error("There were no codes to revoke.")
            : FlashMessage.success(OneTimeCodesPage.counted(revoked) + " revoked."));
    return "redirect:" + INDEX;
  }

  /**
   * Model of the page with the admin's own one-time codes.
   *
   * @param remaining such as {@code 7 of 8}, or null if there are no valid codes
   * @param empty shown if there are no valid codes, or null
   */
  record OneTimeCodesPage(
      @Nullable String remaining,
      @Nullable TimestampView created,
      @Nullable TimestampView expires,
      @Nullable EmptyState empty) {

    private static final EmptyState NONE =
        new EmptyState(
            "No one-time codes",
            "With a one-time code you can sign in while GitHub is down. Create them beforehand.",
            "Create codes",
            "/one-time-codes/new");

    static OneTimeCodesPage of(Optional<CodeSet> found, Clock clock) {
      return found
          .map(
              set ->
                  new OneTimeCodesPage(
                      set.remaining() + " of " + OneTimeCodes.NUMBER,
                      TimestampView.of(set.createdAt(), clock),
                      TimestampView.of(set.expiresAt(), clock),
                      null))
          .orElseGet(() -> new OneTimeCodesPage(null, null, null, NONE));
    }

    /** A number of codes: {@code 1 one-time code}. */
    static String counted(int number) {
      return number == 1 ? "1 one-time code" : number + " one-time codes";
    }
  }
}

package dev.signalbox.databaserestore;

import dev.signalbox.accounts.tokens.TokenRow;
import dev.signalbox.databaserestore.RestoreReview.Findings;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.CurrentUserProvider;
import dev.signalbox.web.FlashCookie;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.Fragment;
import dev.signalbox.web.InSection;
import dev.signalbox.web.ObjectNotFoundException;
import dev.signalbox.web.RequiresReauthentication;
import dev.signalbox.web.Section;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;

/** Shows the findings after a restore of the database, and records the decisions of admins. */
@Controller
@InSection(Section.AUDIT)
class RestoreReviewController {

  static final String PAGE = "/database-restore";

  private final RestoreReview review;
  private final CurrentUserProvider users;
  private final FlashCookie flashes;
  private final Clock clock;

  RestoreReviewController(
      RestoreReview review, CurrentUserProvider users, FlashCookie flashes, Clock clock) {
    this.review = review;
    this.users = users;
    this.flashes = flashes;
    this.clock = clock;
  }

  @GetMapping(PAGE)
  String show(Model model) {
    model.addAttribute("page", DatabaseRestorePage.of(review.find().orElse(null), user(), clock));
    return "databaserestore/index";
  }

  @Fragment
  @GetMapping(PAGE)
  String findings(Model model) {
    show(model);
    return "databaserestore/index :: findings";
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping(PAGE + "/seals")
  String confirmSeals(Model model) {
    Findings findings = findings();
    return confirm(
        "Accept the restored audit log",
        new ConfirmPanel(
            PAGE + "/seals",
            "put",
            "Accept the audit log as it is in the database?",
            DatabaseRestorePage.seals(findings.restore())
                + " The audit log records that you accepted it. This can't be undone.",
            "Accept audit log",
            "check",
            PAGE,
            null,
            null),
        model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PutMapping(PAGE + "/seals")
  String acceptSeals(HttpServletResponse response) {
    return redirect(
        review.acceptSeals(user().login())
            ? FlashMessage.success("Audit log accepted.")
            : FlashMessage.error("No change: there is nothing to accept."),
        response);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping(PAGE + "/tokens/{id}")
  String confirmToken(@PathVariable String id, Model model) {
    TokenRow token = token(id);
    return confirm(
        "Keep “%s”".formatted(token.name()),
        new ConfirmPanel(
            PAGE + "/tokens/" + token.id(),
            "put",
            "Keep token “%s” of %s?".formatted(token.name(), token.owner().login()),
            findings()
                    .revocation(UUID.fromString(token.id()))
                    .map(revoked -> "It was revoked after the backup. ")
                    .orElse("It may have been revoked after the backup. ")
                + "Requests with it stay allowed. You can revoke it later.",
            "Keep token",
            "key",
            PAGE,
            null,
            null),
        model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PutMapping(PAGE + "/tokens/{id}")
  String keepToken(@PathVariable String id, HttpServletResponse response) {
    TokenRow token = token(id);
    int kept = review.keep(List.of(UUID.fromString(token.id())), user().login());
    return redirect(
        kept == 1
            ? FlashMessage.success("Token “" + token.name() + "” kept.")
            : FlashMessage.error("Token “" + token.name() + "” needs no decision any more."),
        response);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @GetMapping(PAGE + "/tokens")
  String confirmTokens(Model model) {
    int count = findings().tokens().size();
    return confirm(
        "Keep all tokens",
        new ConfirmPanel(
            PAGE + "/tokens",
            "put",
            "Keep all tokens (%,d)?".formatted(count),
            "Requests with tokens that were revoked after the backup stay allowed. You can revoke"
                + " tokens later.",
            "Keep tokens",
            "key",
            PAGE,
            null,
            null),
        model);
  }

  @RequiresReauthentication(ActionRisk.HIGH)
  @PutMapping(PAGE + "/tokens")
  String keepTokens(HttpServletResponse response) {
    List<UUID> all =
        findings().tokens().stream().map(token -> UUID.fromString(token.id())).toList();
    return redirect(
        FlashMessage.success("Tokens kept: %,d.".formatted(review.keep(all, user().login()))),
        response);
  }

  private static String confirm(String title, ConfirmPanel confirm, Model model) {
    model.addAttribute("title", title);
    model.addAttribute("confirm", confirm);
    return "databaserestore/confirm";
  }

  private String redirect(FlashMessage message, HttpServletResponse response) {
    flashes.add(response, message);
    return "redirect:" + PAGE;
  }

  private Findings findings() {
    return review.find().orElseThrow(() -> missing("restore", "none"));
  }

  private TokenRow token(String id) {
    return review
        .find()
        .flatMap(
            found -> found.tokens().stream().filter(token -> token.id().equals(id)).findFirst())
        .orElseThrow(() -> missing("token", id));
  }

  private static ObjectNotFoundException missing(String kind, String id) {
    return new ObjectNotFoundException(kind, id, PAGE, "the findings");
  }

  private CurrentUser user() {
    return users.currentUser().orElseThrow();
  }
}

package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.github.GitHubAddress;
import dev.signalbox.accounts.github.MembershipAnswer;
import dev.signalbox.accounts.signin.Refusal.Cause;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import dev.signalbox.web.Moment;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.stereotype.Component;

/** Puts each refusal into words: the cause, and the cure. */
@Component
class RefusalWords {

  private final GitHubAddress gitHub;
  private final String clientId;

  RefusalWords(Settings settings) {
    this.gitHub = GitHubAddress.of(settings.github().url());
    this.clientId = settings.github().clientId();
  }

  Refusal of(SignInDecision decision, Secret token) {
    return switch (decision) {
      case SignInDecision.Admitted admitted ->
          throw new IllegalArgumentException(admitted.person().login() + " was admitted.");
      case SignInDecision.AwaitingActivation waiting ->
          refusal(
              "awaiting-activation",
              "An admin has to activate you first",
              "You are known now as "
                  + waiting.person().login()
                  + ". New people wait here until an admin activates them; the admins see you in"
                  + " their list of users.");
      case SignInDecision.Suspended suspended ->
          refusal(
              "suspended",
              "Your account is suspended",
              "%s was suspended on %s.%s %s"
                  .formatted(
                      suspended.person().login(),
                      Moment.day(suspended.since()),
                      suspended.reason() == null ? "" : " Reason: " + suspended.reason() + ".",
                      wayBack(suspended.person().statusUntil())));
      case SignInDecision.OutsideOrganizations outside ->
          new Refusal(
              "outside-organizations",
              outside.answers().size() == 1
                  ? "You are not in the organisation that this console asks for"
                  : "You are in none of the organisations that this console asks for",
              "GitHub says about " + outside.login() + ":",
              outside.answers().stream().map(this::cause).toList(),
              token.reveal());
      case SignInDecision.CauseUnknown unknown ->
          new Refusal(
              Refusal.CAUSE_UNKNOWN,
              "GitHub could not tell whether you belong",
              "Without a clear answer about "
                  + unknown.login()
                  + " the door stays closed. Nothing is wrong with your account here.",
              unknown.answers().stream().map(this::cause).toList(),
              null);
    };
  }

  /** A sign-in that failed before anybody was named. */
  Refusal of(OAuth2Error error) {
    return switch (error.getErrorCode()) {
      case "access_denied" ->
          refusal("denied", "You declined at GitHub", "Without your consent nobody is signed in.");
      case CodeExchange.NO_ANSWER ->
          refusal(
              Refusal.NO_ANSWER,
              "GitHub does not answer",
              "The console asked " + gitHub.instance() + " who you are. It said: " + said(error));
      case "bad_verification_code" ->
          refusal(
              "replayed",
              "This sign-in was used already",
              "GitHub's code works once and for ten minutes.");
      case "authorization_request_not_found", "invalid_state_parameter" ->
          refusal(
              "forged",
              "This sign-in did not begin here",
              "The answer does not belong to a sign-in of this browser, or it is older than ten"
                  + " minutes.");
      case "incorrect_client_credentials", "redirect_uri_mismatch" ->
          refusal(
              "misconfigured",
              "GitHub does not accept this console",
              "The OAuth App's client secret or callback address is wrong. It said: "
                  + said(error));
      default -> refusal("failed", "The sign-in failed", "It said: " + said(error));
    };
  }

  private static String wayBack(@Nullable Instant until) {
    return until == null
        ? "An admin can activate the account again."
        : "The suspension ends on "
            + Moment.day(until)
            + "; an admin can activate the account earlier.";
  }

  private Cause cause(MembershipAnswer answer) {
    String organization = answer.organization();
    return switch (answer) {
      case MembershipAnswer.InvitationPending pending ->
          cause(
              organization,
              "You are invited, but the invitation is not accepted.",
              "Accept the invitation, then sign in again.",
              gitHub.page("/orgs/" + organization + "/invitation"),
              "Open the invitation");
      case MembershipAnswer.NotMember not ->
          cause(
              organization,
              "You are not a member.",
              "Ask an owner of "
                  + organization
                  + " to invite you. If you joined after you first signed in here, reset the"
                  + " permission below and sign in again. If it was renamed, an admin has to change"
                  + " the console's settings.",
              null,
              null);
      case MembershipAnswer.AppRestricted restricted ->
          cause(
              organization,
              "The organisation restricts OAuth Apps and has not approved this console.",
              "Ask for approval on your app page; an owner grants it under Third-party access.",
              gitHub.page("/settings/connections/applications/" + clientId),
              "Ask for approval");
      case MembershipAnswer.SsoRequired sso ->
          cause(
              organization,
              "The organisation wants a single sign-on first.",
              "Do the single sign-on, then sign in again here.",
              sso.url(),
              "Go to single sign-on");
      case MembershipAnswer.ScopeMissing missing ->
          cause(
              organization,
              "You did not let the console see your organisations (read:org).",
              "Reset the permission below, sign in again and grant it.",
              null,
              null);
      case MembershipAnswer.TokenRevoked revoked ->
          cause(
              organization,
              "GitHub took the permission back while it was asked.",
              "Sign in again.",
              null,
              null);
      case MembershipAnswer.RateLimited limited ->
          cause(
              organization,
              "GitHub answers no more questions until "
                  + Moment.timeOfDay(limited.until())
                  + ": too many were asked for you.",
              "Try again after that.",
              null,
              null);
      case MembershipAnswer.NoAnswer none ->
          cause(
              organization, "No clear answer: " + none.why(), "Try again in a minute.", null, null);
      case MembershipAnswer.Active active ->
          cause(organization, "You are a member.", "Sign in again.", null, null);
      case MembershipAnswer.Unchanged unchanged ->
          cause(organization, "You are a member.", "Sign in again.", null, null);
    };
  }

  private static Cause cause(
      String organization,
      String fact,
      String cure,
      @Nullable URI link,
      @Nullable String linkLabel) {
    return new Cause(organization, fact, cure, link == null ? null : link.toString(), linkLabel);
  }

  private static Refusal refusal(String word, String title, String explanation) {
    return new Refusal(word, title, explanation, List.of(), null);
  }

  private static String said(OAuth2Error error) {
    String description = error.getDescription();
    String text = description == null || description.isBlank() ? error.getErrorCode() : description;
    return text.replaceAll("\\p{Cntrl}", " ").substring(0, Math.min(300, text.length()));
  }
}

package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.signin.SignInRefusal.Cause;
import dev.signalbox.github.GitHubAddress;
import dev.signalbox.github.GitHubProperties;
import dev.signalbox.github.MembershipResult;
import dev.signalbox.secrets.Secret;
import dev.signalbox.web.TimestampView;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.stereotype.Component;

/** Builds the text of each sign-in refusal: the cause and the steps to resolve it. */
@Component
class SignInRefusalMessages {

  private final GitHubAddress gitHub;
  private final String clientId;

  SignInRefusalMessages(GitHubProperties settings) {
    this.gitHub = settings.address();
    this.clientId = settings.clientId();
  }

  SignInRefusal of(SignInDecision decision, Secret token) {
    return switch (decision) {
      case SignInDecision.Admitted admitted ->
          throw new IllegalArgumentException(admitted.user().login() + " was admitted");
      case SignInDecision.AwaitingActivation waiting ->
          refusal(
              "awaiting-activation",
              "Waiting for approval",
              "Your account "
                  + waiting.user().login()
                  + " was created. An admin has to activate it; they can see your request on the"
                  + " Users page.");
      case SignInDecision.Suspended suspended ->
          refusal(
              "suspended",
              "Your account is suspended",
              "The account %s was suspended on %s.%s%s"
                  .formatted(
                      suspended.user().login(),
                      TimestampView.day(suspended.since()),
                      suspended.reason() == null ? "" : " Reason: " + suspended.reason() + ".",
                      suspensionEnd(suspended.user().statusUntil())));
      case SignInDecision.OutsideOrganizations outside ->
          new SignInRefusal(
              "outside-organizations",
              "You need to be a member of "
                  + outside.results().stream()
                      .map(MembershipResult::organization)
                      .collect(Collectors.joining(" or ")),
              "GitHub account: " + outside.login(),
              outside.results().stream().map(this::cause).toList(),
              token.reveal());
      case SignInDecision.MembershipUnverified unknown ->
          new SignInRefusal(
              SignInRefusal.CAUSE_UNKNOWN,
              "GitHub did not confirm your membership",
              "Signalbox could not verify the membership of "
                  + unknown.login()
                  + ", so sign-in is blocked. Your account is fine.",
              unknown.results().stream().map(this::cause).toList(),
              null);
    };
  }

  /** Describes a sign-in that failed before the user was identified. */
  SignInRefusal of(OAuth2Error error) {
    return switch (error.getErrorCode()) {
      case "access_denied" -> refusal("denied", "You canceled at GitHub", "Nothing was changed.");
      case CodeExchange.NO_ANSWER ->
          refusal(
              SignInRefusal.NO_ANSWER,
              "GitHub is not responding",
              "Signalbox could not read your profile from "
                  + gitHub.instance()
                  + ": "
                  + description(error));
      case "bad_verification_code" ->
          refusal(
              "replayed",
              "Sign-in link already used",
              "GitHub codes work once and for 10 minutes.");
      case "authorization_request_not_found", "invalid_state_parameter" ->
          refusal(
              "forged",
              "Sign-in expired",
              "It was started in another browser or more than 10 minutes ago.");
      case "incorrect_client_credentials", "redirect_uri_mismatch" ->
          refusal(
              "misconfigured",
              "GitHub rejected the Signalbox OAuth app",
              "The client secret or the callback URL is wrong. GitHub says: " + description(error));
      default -> refusal("failed", "Sign-in failed", "GitHub says: " + description(error));
    };
  }

  private static String suspensionEnd(@Nullable Instant until) {
    return until == null ? "" : " The suspension ends on " + TimestampView.day(until) + ".";
  }

  private Cause cause(MembershipResult result) {
    String organization = result.organization();
    return switch (result) {
      case MembershipResult.InvitationPending pending ->
          cause(
              organization,
              "Your invitation to " + organization + " is still pending.",
              List.of("Accept the invitation, then sign in again."),
              gitHub.page("/orgs/" + organization + "/invitation"),
              "Open the invitation");
      case MembershipResult.NotMember not ->
          cause(
              organization,
              "Not a member.",
              List.of(
                  "Ask an owner of " + organization + " to invite you.",
                  "Just joined? Reset the authorization below and sign in again.",
                  "Was the organization renamed? Ask an admin to update the settings."),
              null,
              null);
      case MembershipResult.AppRestricted restricted ->
          cause(
              organization,
              organization + " has not approved the Signalbox OAuth app.",
              List.of("Request approval; an owner grants it under Settings › Third-party access."),
              gitHub.page("/settings/connections/applications/" + clientId),
              "Request approval");
      case MembershipResult.SsoRequired sso ->
          cause(
              organization,
              organization + " requires SAML single sign-on.",
              List.of("Complete it, then sign in again."),
              sso.url(),
              "Open single sign-on");
      case MembershipResult.ScopeMissing missing ->
          cause(
              organization,
              "You did not grant Signalbox the read:org scope.",
              List.of("Reset the authorization below, sign in again and grant the scope."),
              null,
              null);
      case MembershipResult.TokenRevoked revoked ->
          cause(
              organization,
              "GitHub revoked the authorization during the check.",
              List.of("Sign in again."),
              null,
              null);
      case MembershipResult.RateLimited limited ->
          cause(
              organization,
              "GitHub rate limit reached until " + TimestampView.timeOfDay(limited.until()) + ".",
              List.of("Try again after that."),
              null,
              null);
      case MembershipResult.NoAnswer none ->
          cause(
              organization,
              "Unexpected response: " + none.why(),
              List.of("Try again in a minute."),
              null,
              null);
      case MembershipResult.Active active ->
          cause(organization, "You are a member.", List.of("Sign in again."), null, null);
      case MembershipResult.Unchanged unchanged ->
          cause(organization, "You are a member.", List.of("Sign in again."), null, null);
    };
  }

  private static Cause cause(
      String organization,
      String fact,
      List<String> steps,
      @Nullable URI link,
      @Nullable String linkLabel) {
    return new Cause(organization, fact, steps, link == null ? null : link.toString(), linkLabel);
  }

  private static SignInRefusal refusal(String outcome, String title, String explanation) {
    return new SignInRefusal(outcome, title, explanation, List.of(), null);
  }

  private static String description(OAuth2Error error) {
    String description = error.getDescription();
    String text = description == null || description.isBlank() ? error.getErrorCode() : description;
    return text.replaceAll("\\p{Cntrl}", " ").substring(0, Math.min(300, text.length()));
  }
}

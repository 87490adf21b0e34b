package dev.signalbox.sandbox.github;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.Installation.Organization;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.Routes.Found;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The pages and endpoints that are not the API: sign-in, and where its messages send people. */
final class WebSite {

  static final String AUTHORIZE = "/login/oauth/authorize";

  /** Answers one address of the site. */
  interface Address {
    Answer answer(Request request, Found<Address> found);
  }

  private final Routes<Address> addresses = new Routes<>();
  private final World world;

  WebSite(World world, AuthorizeEndpoint authorize) {
    this.world = world;
    TokenEndpoint token = new TokenEndpoint(world);
    addresses.add("GET", AUTHORIZE, (request, found) -> authorize.show(request));
    addresses.add("POST", AUTHORIZE, (request, found) -> authorize.decide(request));
    addresses.add("POST", "/login/oauth/access_token", (request, found) -> token.exchange(request));
    addresses.add("GET", "/orgs/{org}/sso", (request, found) -> offerSso(found));
    addresses.add("POST", "/orgs/{org}/sso", this::signOn);
    String policy = "/organizations/{org}/settings/oauth_application_policy";
    addresses.add("GET", policy, (request, found) -> offerApproval(found));
    addresses.add("POST", policy, (request, found) -> approve(found));
    String review = "/settings/connections/applications/{client_id}";
    addresses.add("GET", review, (request, found) -> offerRevocation(request));
    addresses.add("POST", review, (request, found) -> revoke(request));
    addresses.add("GET", "/avatars/{id}", (request, found) -> avatar(found.word("id")));
  }

  Answer answer(Request request) {
    return addresses
        .find(request.method(), request.path())
        .map(found -> found.target().answer(request, found))
        .orElseGet(WebSite::nothingHere);
  }

  private Answer offerSso(Found<Address> found) {
    return inOrganization(
        found,
        organization ->
            Pages.offer(
                "Single sign-on to " + organization.name(),
                "The organisation wants to see you signed on before an app may act for you.",
                "Continue"));
  }

  private Answer signOn(Request request, Found<Address> found) {
    String id = request.parameter("authorization_request").orElse("");
    return inOrganization(
        found,
        organization -> {
          Installation.personas().stream()
              .filter(persona -> Long.toString(persona.id()).equals(id))
              .forEach(persona -> world.policies().signOn(persona, organization));
          return Pages.said(200, "Signed on", "Go back and try again.");
        });
  }

  private Answer offerApproval(Found<Address> found) {
    return inOrganization(
        found,
        organization ->
            Pages.offer(
                "Third-party access to " + organization.name(),
                "Only an owner could do this on GitHub: approve Signalbox for the organisation.",
                "Approve"));
  }

  private Answer approve(Found<Address> found) {
    return inOrganization(
        found,
        organization -> {
          world.policies().approve(organization);
          return Pages.said(200, "Approved", "Go back and sign in again.");
        });
  }

  private Answer offerRevocation(Request request) {
    return visitor(request)
        .map(
            persona ->
                Pages.offer(
                    "What Signalbox may do",
                    "%s has granted: %s."
                        .formatted(
                            persona.displayName(),
                            world.consents().of(persona).map(Scopes::asHeader).orElse("nothing")),
                    "Revoke access"))
        .orElseGet(WebSite::nothingHere);
  }

  private Answer revoke(Request request) {
    return visitor(request)
        .map(
            persona -> {
              world.tokens().revokeAll(persona);
              world.consents().revoke(persona);
              return Pages.said(200, "Revoked", "Signalbox can no longer act for you.");
            })
        .orElseGet(WebSite::nothingHere);
  }

  private Optional<Persona> visitor(Request request) {
    return request.cookie(AuthorizeEndpoint.COOKIE).flatMap(world.consents()::behind);
  }

  private Answer inOrganization(Found<Address> found, Function<Organization, Answer> answer) {
    Optional<Organization> organization = world.directory().organization(found.word("org"));
    return organization.map(answer).orElseGet(WebSite::nothingHere);
  }

  /** A portrait made of an initial, so that no page shows a broken picture. */
  private static Answer avatar(String id) {
    Stream<String> names =
        Stream.concat(
            Installation.personas().stream()
                .filter(persona -> Long.toString(persona.id()).equals(id))
                .map(Persona::displayName),
            Installation.organizations().stream()
                .filter(organization -> Long.toString(organization.id()).equals(id))
                .map(Organization::name));
    return names
        .findFirst()
        .map(
            name ->
                Answer.text(
                    200,
                    "image/svg+xml; charset=utf-8",
                    """
                    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
                    <rect width="64" height="64" fill="#2f5d8a"/>
                    <text x="32" y="42" font-family="sans-serif" font-size="30" fill="#ffffff" \
                    text-anchor="middle">%s</text></svg>
                    """
                        .formatted(htmlEscape(name.substring(0, 1)))))
        .orElseGet(WebSite::nothingHere);
  }

  private static Answer nothingHere() {
    return Pages.said(
        404, "Nothing here", "This part of GitHub is not needed for the sandbox and not built.");
  }
}

package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.Installation.Membership;
import dev.signalbox.sandbox.Installation.Organization;
import dev.signalbox.sandbox.Persona;
import java.util.Optional;

/**
 * Organisations by name and who is in them ("REST API endpoints for organizations" and
 * "organization members").
 */
final class OrganizationResources {

  private static final String POLICY =
      "https://docs.github.com/articles/restricting-access-to-your-organization-s-data/";
  private static final String UNSIGNED =
      "Resource protected by organization SAML enforcement. You must grant your OAuth token access"
          + " to this organization.";

  private final World world;
  private final String web;

  OrganizationResources(World world, String web) {
    this.world = world;
    this.web = web;
  }

  void offerOn(Api api) {
    api.get(
        "/orgs/{org}",
        UserResources.ORGANIZATION_SCOPES,
        call -> organization(call.request(), call.word("org")));
    api.open("GET", "/orgs/{org}", (request, found) -> organization(request, found.word("org")));
    api.get("/user/memberships/orgs/{org}", UserResources.MEMBERSHIP_SCOPES, this::ownMembership);
    api.get(
        "/orgs/{org}/memberships/{username}",
        UserResources.MEMBERSHIP_SCOPES,
        this::membershipOfAnybody);
    api.get("/orgs/{org}/members/{username}", UserResources.MEMBERSHIP_SCOPES, this::member);
    api.get("/orgs/{org}/public_members/{username}", "", this::publicMember);
  }

  /** Public data: restrictions and single sign-on do not hide that an organisation exists. */
  private Answer organization(Request request, String name) {
    return world
        .directory()
        .organization(name)
        .map(found -> Answer.json(200, words(request).organizationInFull(found)))
        .orElseGet(Answer::notFound);
  }

  private Answer ownMembership(ApiCall call) {
    if (!call.may("read:org")) {
      return Answer.error(403, "You need at least read:org scope to see your memberships.");
    }
    Optional<Organization> organization = world.directory().organization(call.word("org"));
    return organization
        .flatMap(found -> world.directory().membership(call.persona(), found))
        .map(
            membership ->
                refusal(call, membership.organization())
                    .orElseGet(() -> shown(call, call.persona(), membership)))
        .orElseGet(Answer::notFound);
  }

  private Answer membershipOfAnybody(ApiCall call) {
    Optional<Organization> organization = world.directory().organization(call.word("org"));
    if (organization.isEmpty() || !call.may("read:org")) {
      return Answer.notFound();
    }
    if (!world.directory().isMember(call.persona(), organization.get())) {
      return Answer.error(
          403,
          "You must be a member of %s to see membership information for %s."
              .formatted(call.word("org"), call.word("username")));
    }
    return refusal(call, organization.get())
        .orElseGet(
            () ->
                world
                    .directory()
                    .person(call.word("username"))
                    .flatMap(
                        person ->
                            world
                                .directory()
                                .membership(person, organization.get())
                                .map(membership -> shown(call, person, membership)))
                    .orElseGet(Answer::notFound));
  }

  /** Three-valued: a caller who is no member is sent to the public answer instead. */
  private Answer member(ApiCall call) {
    Optional<Organization> organization = world.directory().organization(call.word("org"));
    if (organization.isEmpty()) {
      return Answer.notFound();
    }
    if (!call.may("read:org") || !world.directory().isMember(call.persona(), organization.get())) {
      return Answer.redirect(
          "%s/orgs/%s/public_members/%s"
              .formatted(
                  call.request().base(),
                  world.directory().login(organization.get()),
                  call.word("username")));
    }
    return refusal(call, organization.get())
        .orElseGet(
            () ->
                world
                    .directory()
                    .person(call.word("username"))
                    .filter(person -> world.directory().isMember(person, organization.get()))
                    .map(person -> Answer.empty(204))
                    .orElseGet(Answer::notFound));
  }

  private Answer publicMember(ApiCall call) {
    Optional<Organization> organization = world.directory().organization(call.word("org"));
    return world
        .directory()
        .person(call.word("username"))
        .filter(
            person ->
                organization.filter(in -> world.directory().isPublicMember(person, in)).isPresent())
        .map(person -> Answer.empty(204))
        .orElseGet(Answer::notFound);
  }

  private Optional<Answer> refusal(ApiCall call, Organization organization) {
    String name = world.directory().login(organization);
    return switch (world.policies().verdict(call.persona(), organization)) {
      case OPEN -> Optional.empty();
      case RESTRICTED -> Optional.of(restricted(name));
      case SSO_REQUIRED ->
          Optional.of(
              Answer.error(403, UNSIGNED)
                  .with(
                      "X-GitHub-SSO",
                      "required; url=%s/orgs/%s/sso?authorization_request=%d"
                          .formatted(web, name, call.persona().id())));
    };
  }

  private static Answer restricted(String name) {
    String message =
        """
        Although you appear to have the correct authorization credentials, the `%s` organization \
        has enabled OAuth App access restrictions, meaning that data access to third-parties is \
        limited. For more information on these restrictions, including how to enable this app, \
        visit %s"""
            .formatted(name, POLICY);
    return Answer.error(403, message, POLICY);
  }

  private Answer shown(ApiCall call, Persona persona, Membership membership) {
    return Answer.json(200, words(call.request()).membership(persona, membership));
  }

  private Representations words(Request request) {
    return new Representations(web, request.base().toString(), world.directory());
  }
}

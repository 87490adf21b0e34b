package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.AcmeInstallation.Membership;
import dev.signalbox.sandbox.AcmeInstallation.Organization;
import dev.signalbox.sandbox.AcmeInstallation.Team;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.AccessTokenStore.AccessToken;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes users, organizations, teams and tokens in the format of the REST API. */
final class GitHubJsonWriter {

  private static final String CREATED_AT = "2019-04-01T08:00:00Z";

  private final String web;
  private final String api;
  private final UserDirectory directory;

  GitHubJsonWriter(String web, String api, UserDirectory directory) {
    this.web = web;
    this.api = api;
    this.directory = directory;
  }

  /** Returns the short form that is embedded in other resources. */
  ObjectNode user(Persona persona) {
    String login = directory.login(persona);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("login", login);
    json.put("id", persona.id());
    json.put("node_id", nodeId("04:User", persona.id()));
    json.put("avatar_url", web + "/avatars/" + persona.id());
    json.put("url", api + "/users/" + login);
    json.put("html_url", web + "/" + login);
    json.put("type", "User");
    json.put("site_admin", false);
    return json;
  }

  ObjectNode profile(Persona persona) {
    ObjectNode json = user(persona);
    json.put("name", persona.displayName());
    json.put("company", (String) null);
    json.put("email", persona.hidesEmail() ? null : persona.email());
    json.put("created_at", CREATED_AT);
    json.put("updated_at", CREATED_AT);
    return json;
  }

  ObjectNode email(String address, boolean primary, boolean verified) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("email", address);
    json.put("primary", primary);
    json.put("verified", verified);
    json.put("visibility", primary ? "private" : null);
    return json;
  }

  ObjectNode organization(Organization organization) {
    String login = directory.login(organization);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("login", login);
    json.put("id", organization.id());
    json.put("node_id", nodeId("012:Organization", organization.id()));
    json.put("url", api + "/orgs/" + login);
    json.put("members_url", api + "/orgs/" + login + "/members{/member}");
    json.put("avatar_url", web + "/avatars/" + organization.id());
    json.put("description", (String) null);
    return json;
  }

  ObjectNode fullOrganization(Organization organization) {
    ObjectNode json = organization(organization);
    json.put("name", organization.name());
    json.put("html_url", web + "/" + directory.login(organization));
    json.put("type", "Organization");
    json.put("created_at", CREATED_AT);
    return json;
  }

  ObjectNode membership(Persona persona, Membership membership) {
    String organization = api + "/orgs/" + directory.login(membership.organization());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("url", organization + "/memberships/" + directory.login(persona));
    json.put("state", membership.state().name().toLowerCase(Locale.ROOT));
    json.put("role", membership.role().name().toLowerCase(Locale.ROOT));
    json.put("organization_url", organization);
    json.set("organization", organization(membership.organization()));
    json.set("user", user(persona));
    return json;
  }

  ObjectNode team(Team team) {
    ObjectNode json = teamWithoutParent(team);
    Team parent = team.parent();
    json.set(
        "parent", parent == null ? JsonNodeFactory.instance.nullNode() : teamWithoutParent(parent));
    json.set("organization", fullOrganization(team.organization()));
    return json;
  }

  private ObjectNode teamWithoutParent(Team team) {
    String organization = directory.login(team.organization());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", team.id());
    json.put("node_id", nodeId("04:Team", team.id()));
    json.put("name", team.name());
    json.put("slug", team.slug());
    json.put("privacy", "closed");
    json.put("permission", "pull");
    json.put("url", api + "/organizations/" + team.organization().id() + "/team/" + team.id());
    json.put("html_url", web + "/orgs/" + organization + "/teams/" + team.slug());
    return json;
  }

  ObjectNode authorization(AccessToken token) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", token.id());
    json.put("url", api + "/authorizations/" + token.id());
    ObjectNode app = json.putObject("app");
    app.put("name", "Signalbox of " + AcmeInstallation.NAME);
    app.put("client_id", FakeGitHub.CLIENT_ID);
    app.put("url", web);
    json.put("token", token.value());
    json.put("token_last_eight", token.value().substring(token.value().length() - 8));
    json.put("created_at", token.createdAt().toString());
    json.put("updated_at", token.createdAt().toString());
    json.put("expires_at", (String) null);
    token.scopes().names().forEach(json.putArray("scopes")::add);
    json.set("user", user(token.persona()));
    return json;
  }

  private static String nodeId(String kind, long id) {
    return Base64.getEncoder().encodeToString((kind + id).getBytes(StandardCharsets.UTF_8));
  }
}

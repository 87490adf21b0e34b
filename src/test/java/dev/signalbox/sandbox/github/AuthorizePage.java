package dev.signalbox.sandbox.github;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.AcmeInstallation.Membership;
import dev.signalbox.sandbox.Persona;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Combines GitHub's account picker and consent page. */
final class AuthorizePage {

  private final GitHubServerState state;

  AuthorizePage(GitHubServerState state) {
    this.state = state;
  }

  GitHubStubResponse show(AuthorizationRequest request, @Nullable Persona suggested) {
    List<Persona> personas =
        AcmeInstallation.personas().stream()
            .sorted(Comparator.comparing(persona -> persona != suggested))
            .toList();
    String body =
        """
        <p>Signalbox of <strong>%s</strong> requests your identity and these scopes:
        <code>%s</code></p>
        <form method="post" action="/login/oauth/authorize">
        %s
        <ul>
        %s
        </ul>
        <button type="submit" name="cancel" value="1">Cancel</button>
        </form>
        """
            .formatted(
                htmlEscape(AcmeInstallation.NAME),
                htmlEscape(request.scopes().asHeader()),
                hiddenFields(request.parameters()),
                personas.stream()
                    .map(persona -> personaButton(persona, persona == suggested))
                    .collect(Collectors.joining("\n")));
    return GitHubStubPages.page(200, "Choose an account", body);
  }

  private String personaButton(Persona persona, boolean suggested) {
    return """
    <li><button class="person%s" type="submit" name="login" value="%s"%s>
    <strong>%s</strong> <span class="login">%s</span>%s<br>
    %s
    <span class="where">%s</span>
    </button></li>
    """
        .formatted(
            suggested ? " suggested" : "",
            htmlEscape(state.directory().login(persona)),
            suggested ? " autofocus" : "",
            htmlEscape(persona.displayName()),
            htmlEscape(state.directory().login(persona)),
            suggested ? " <span class=\"note\">suggested</span>" : "",
            htmlEscape(persona.purpose()),
            membershipsHtml(persona));
  }

  private String membershipsHtml(Persona persona) {
    String organizations =
        state.directory().memberships(persona).stream()
            .map(membership -> membershipHtml(persona, membership))
            .collect(Collectors.joining(", "));
    String withheld = String.join(", ", state.consents().withheldBy(persona));
    return (organizations.isEmpty() ? "No organization" : organizations)
        + (withheld.isEmpty()
            ? ""
            : " · <span class=\"note\">withholds %s</span>".formatted(htmlEscape(withheld)));
  }

  private String membershipHtml(Persona persona, Membership membership) {
    String note =
        switch (state.policies().verdict(persona, membership.organization())) {
          case RESTRICTED -> "restricts OAuth apps";
          case SSO_REQUIRED -> "requires single sign-on";
          case OPEN -> membership.state() == Membership.State.PENDING ? "invitation pending" : "";
        };
    return htmlEscape(state.directory().login(membership.organization()))
        + (note.isEmpty() ? "" : " (<span class=\"note\">%s</span>)".formatted(note));
  }

  private static String hiddenFields(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                    .formatted(htmlEscape(field.getKey()), htmlEscape(field.getValue())))
        .collect(Collectors.joining("\n"));
  }
}

package dev.signalbox.sandbox.github;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import dev.signalbox.sandbox.Installation;
import dev.signalbox.sandbox.Installation.Membership;
import dev.signalbox.sandbox.Persona;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the developer chooses whom to be: account picker and consent page of GitHub in one. */
final class AuthorizePage {

  private final World world;

  AuthorizePage(World world) {
    this.world = world;
  }

  Answer show(AuthorizationRequest request, @Nullable Persona suggested) {
    List<Persona> people =
        Installation.personas().stream()
            .sorted(Comparator.comparing(persona -> persona != suggested))
            .toList();
    String body =
        """
        <p>Signalbox of <strong>%s</strong> asks who you are and for these scopes: <code>%s</code></p>
        <form method="post" action="/login/oauth/authorize">
        %s
        <ul>
        %s
        </ul>
        <button type="submit" name="cancel" value="1">Cancel</button>
        </form>
        """
            .formatted(
                htmlEscape(Installation.NAME),
                htmlEscape(request.scopes().asHeader()),
                hidden(request.parameters()),
                people.stream()
                    .map(persona -> choice(persona, persona == suggested))
                    .collect(Collectors.joining("\n")));
    return Pages.page(200, "Choose whom to be", body);
  }

  private String choice(Persona persona, boolean suggested) {
    return """
    <li><button class="person%s" type="submit" name="login" value="%s"%s>
    <strong>%s</strong> <span class="login">%s</span>%s<br>
    %s
    <span class="where">%s</span>
    </button></li>
    """
        .formatted(
            suggested ? " suggested" : "",
            htmlEscape(world.directory().login(persona)),
            suggested ? " autofocus" : "",
            htmlEscape(persona.displayName()),
            htmlEscape(world.directory().login(persona)),
            suggested ? " <span class=\"note\">suggested</span>" : "",
            htmlEscape(persona.purpose()),
            belongings(persona));
  }

  private String belongings(Persona persona) {
    String organizations =
        world.directory().memberships(persona).stream()
            .map(membership -> belonging(persona, membership))
            .collect(Collectors.joining(", "));
    String withheld = String.join(", ", world.consents().withheldBy(persona));
    return (organizations.isEmpty() ? "in no organisation" : organizations)
        + (withheld.isEmpty()
            ? ""
            : " · <span class=\"note\">withholds %s</span>".formatted(htmlEscape(withheld)));
  }

  private String belonging(Persona persona, Membership membership) {
    String note =
        switch (world.policies().verdict(persona, membership.organization())) {
          case RESTRICTED -> "restricts OAuth apps";
          case SSO_REQUIRED -> "requires single sign-on";
          case OPEN -> membership.state() == Membership.State.PENDING ? "invitation pending" : "";
        };
    return htmlEscape(world.directory().login(membership.organization()))
        + (note.isEmpty() ? "" : " (<span class=\"note\">%s</span>)".formatted(note));
  }

  private static String hidden(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                    .formatted(htmlEscape(field.getKey()), htmlEscape(field.getValue())))
        .collect(Collectors.joining("\n"));
  }
}

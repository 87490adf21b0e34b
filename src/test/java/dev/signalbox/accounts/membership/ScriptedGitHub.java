package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.github.GitHub;
import dev.signalbox.accounts.github.MembershipAnswer;
import dev.signalbox.accounts.github.OrganizationAnswer;
import dev.signalbox.accounts.github.OrganizationMembership;
import dev.signalbox.accounts.github.Profile;
import dev.signalbox.accounts.github.TokenAnswer;
import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A GitHub that says about each organisation what the test has written down for it. */
final class ScriptedGitHub implements GitHub {

  private final Map<String, MembershipAnswer> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  void answer(MembershipAnswer answer) {
    answers.put(answer.organization(), answer);
  }

  /** The organisations asked about, in order. */
  List<String> asked() {
    return asked;
  }

  @Override
  public MembershipAnswer membership(Secret token, String organization, @Nullable String etag) {
    asked.add(organization);
    MembershipAnswer answer = answers.get(organization);
    if (answer == null) {
      throw new AssertionError("Nobody expected a question about " + organization);
    }
    return answer;
  }

  @Override
  public TokenAnswer exchange(String code, URI redirect, String verifier) {
    throw new AssertionError("The gate trades no codes.");
  }

  @Override
  public Profile profile(Secret token) {
    throw new AssertionError("The gate reads no profiles.");
  }

  @Override
  public List<OrganizationMembership> memberships(Secret token) {
    throw new AssertionError("The gate asks about one organisation after the other.");
  }

  @Override
  public OrganizationAnswer organization(Secret token, String name) {
    throw new AssertionError("The gate looks nothing up.");
  }

  @Override
  public Optional<Profile> stillValid(Secret token) {
    throw new AssertionError("The gate looks at no tokens.");
  }

  @Override
  public void revokeGrant(Secret token) {
    throw new AssertionError("The gate changes nothing.");
  }
}

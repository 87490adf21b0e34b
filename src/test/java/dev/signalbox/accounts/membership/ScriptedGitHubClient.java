package dev.signalbox.accounts.membership;

import dev.signalbox.github.GitHubClient;
import dev.signalbox.github.GitHubProfile;
import dev.signalbox.github.MembershipResult;
import dev.signalbox.github.OrganizationMembership;
import dev.signalbox.github.OrganizationResult;
import dev.signalbox.github.TokenResult;
import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stub that returns a predefined membership for each organization. */
final class ScriptedGitHubClient implements GitHubClient {

  private final Map<String, MembershipResult> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  void answer(MembershipResult answer) {
    answers.put(answer.organization(), answer);
  }

  /** The queried organizations, in order. */
  List<String> asked() {
    return asked;
  }

  @Override
  public MembershipResult membership(Secret token, String organization, @Nullable String etag) {
    asked.add(organization);
    MembershipResult answer = answers.get(organization);
    if (answer == null) {
      throw new AssertionError("Unexpected query for " + organization);
    }
    return answer;
  }

  @Override
  public TokenResult exchange(String code, URI redirect, String verifier) {
    throw new AssertionError("exchange is not expected");
  }

  @Override
  public GitHubProfile profile(Secret token) {
    throw new AssertionError("profile is not expected");
  }

  @Override
  public List<OrganizationMembership> memberships(Secret token) {
    throw new AssertionError("memberships is not expected");
  }

  @Override
  public OrganizationResult organization(Secret token, String name) {
    throw new AssertionError("organization is not expected");
  }

  @Override
  public Optional<GitHubProfile> findProfile(Secret token) {
    throw new AssertionError("stillValid is not expected");
  }

  @Override
  public void revokeGrant(Secret token) {
    throw new AssertionError("revokeGrant is not expected");
  }
}

package dev.signalbox.accounts;

import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.SelfValidating;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.Errors;
import org.springframework.validation.annotation.Validated;

/**
 * Who can sign in.
 *
 * @param requiredOrganizations GitHub organizations; members of any one of them can sign in.
 *     Initial value; overridden once saved under Settings.
 * @param anyoneWhoCanSignIn Whether anyone with a GitHub account can sign in, instead of the
 *     members of organizations. Initial value; overridden once saved under Settings. Default:
 *     false.
 * @param admins Initial admins: GitHub logins or (preferred) numeric ids. An entry of digits only
 *     is an id.
 * @param suspendNewUsers Whether new users need approval by an admin. Initial value; overridden
 *     once saved under Settings. Default: false.
 * @param seats Number of licensed seats; each active user takes one. The users page warns from 80%.
 *     Default: no limit.
 * @param oneTimeCodes Whether admins can create one-time codes, with which they sign in while
 *     GitHub is down. Default: false.
 * @param prometheusTokens Bearer token for /actuator/prometheus on port 9090 (two during rotation).
 *     Default: scraping disabled.
 */
@Validated
@ConfigurationProperties("signalbox")
public record AccountsProperties(
    @DefaultValue
        List<@Pattern(regexp = NAME, message = INVALID_NAME) String> requiredOrganizations,
    boolean anyoneWhoCanSignIn,
    @DefaultValue @NotEmpty(message = "must name at least one admin")
        List<@Pattern(regexp = NAME, message = INVALID_NAME) String> admins,
    boolean suspendNewUsers,
    @Min(value = 1, message = "must be at least 1: ${validatedValue}") @Nullable Integer seats,
    boolean oneTimeCodes,
    @DefaultValue List<Secret> prometheusTokens)
    implements SelfValidating {

  /** The names that GitHub allows for users and organizations. */
  static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]*";

  static final String INVALID_NAME = "has an invalid GitHub name: ${validatedValue}";
  private static final int MIN_TOKEN_LENGTH = 20;

  /** Removes names that differ only in case, which GitHub ignores. */
  public AccountsProperties {
    requiredOrganizations = distinct(requiredOrganizations);
    admins = distinct(admins);
  }

  @Override
  public void validate(Errors errors) {
    if (requiredOrganizations.isEmpty() && !anyoneWhoCanSignIn) {
      SelfValidating.reject(
          errors,
          "requiredOrganizations",
          "must name at least one organization. To allow anyone with a GitHub account, set"
              + " SIGNALBOX_ANYONE_WHO_CAN_SIGN_IN=true");
    }
    if (!requiredOrganizations.isEmpty() && anyoneWhoCanSignIn) {
      SelfValidating.reject(
          errors, "anyoneWhoCanSignIn", "is true while SIGNALBOX_REQUIRED_ORGANIZATIONS is set");
    }
    if (prometheusTokens.size() > 2) {
      SelfValidating.reject(
          errors,
          "prometheusTokens",
          "has " + prometheusTokens.size() + " tokens; at most 2 are allowed");
    }
    if (prometheusTokens.stream().anyMatch(token -> token.reveal().length() < MIN_TOKEN_LENGTH)) {
      SelfValidating.reject(errors, "prometheusTokens", "has a token shorter than 20 characters");
    }
  }

  private static List<String> distinct(List<String> names) {
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    return names.stream().filter(seen::add).toList();
  }
}

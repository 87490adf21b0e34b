package dev.signalbox.accounts.signin;

import dev.signalbox.github.GitHubAddress;
import dev.signalbox.github.GitHubProperties;
import dev.signalbox.settings.ConsoleProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/** The console's OAuth app registration: PKCE, with the scopes read:user and read:org. */
@Configuration(proxyBeanMethods = false)
class GitHubClientRegistration {

  static final String ID = "github";
  static final String CALLBACK = "/sign-in/callback";

  @Bean
  ClientRegistration gitHub(GitHubProperties gitHubProperties, ConsoleProperties settings) {
    GitHubAddress address = gitHubProperties.address();
    return ClientRegistration.withRegistrationId(ID)
        .clientName(address.instance())
        .clientId(gitHubProperties.clientId())
        .clientSecret(gitHubProperties.clientSecret().reveal())
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .clientSettings(ClientSettings.builder().requireProofKey(true).build())
        // The configured address: one derived from the Host header could be forged.
        .redirectUri(settings.publicUrl() + CALLBACK)
        // read:org is needed even where any account can sign in: the rules can change at run
        // time, and the user page lists organizations.
        .scope("read:user", "read:org")
        .authorizationUri(address.page("/login/oauth/authorize").toString())
        .tokenUri(address.page("/login/oauth/access_token").toString())
        .userInfoUri(address.api() + "/user")
        .userNameAttributeName("id")
        .build();
  }

  @Bean
  ClientRegistrationRepository clientRegistrations(ClientRegistration gitHub) {
    return new InMemoryClientRegistrationRepository(gitHub);
  }
}

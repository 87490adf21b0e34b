package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.github.GitHubAddress;
import dev.signalbox.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/** This console as an OAuth App at its GitHub: PKCE, and no more scopes than the gate needs. */
@Configuration(proxyBeanMethods = false)
class GitHubRegistration {

  static final String ID = "github";
  static final String CALLBACK = "/sign-in/callback";

  @Bean
  ClientRegistration gitHub(Settings settings) {
    GitHubAddress address = GitHubAddress.of(settings.github().url());
    return ClientRegistration.withRegistrationId(ID)
        .clientName(address.instance())
        .clientId(settings.github().clientId())
        .clientSecret(settings.github().clientSecret().reveal())
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .clientSettings(ClientSettings.builder().requireProofKey(true).build())
        // the exact address, not one derived from a header that the sender may forge
        .redirectUri(settings.publicUrl() + CALLBACK)
        // also where anyone may enter: the rule may change while the console runs, and a person's
        // page tells their organisations
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

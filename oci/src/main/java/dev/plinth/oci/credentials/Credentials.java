package dev.plinth.oci.credentials;

/**
 * What proves to a registry who we are; of the four the last that is not empty counts.
 *
 * @param username empty for none
 * @param password empty for none
 * @param identityToken to be exchanged for access tokens (OAuth 2 refresh token)
 * @param registryToken sent as it is
 * @param source where it comes from, for messages
 */
public record Credentials(
    String username, String password, String identityToken, String registryToken, String source) {

  /** Nobody in particular. */
  public static final Credentials NONE = new Credentials("", "", "", "", "");

  /** A name and a password. */
  public static Credentials of(String username, String password, String source) {
    return new Credentials(username, password, "", "", source);
  }

  public boolean isEmpty() {
    return username.isEmpty() && identityToken.isEmpty() && registryToken.isEmpty();
  }

  /** True when there is a name and a password. */
  public boolean hasPassword() {
    return !username.isEmpty() && identityToken.isEmpty();
  }

  /** Where it comes from alone: the rest is secret. */
  @Override
  public String toString() {
    return isEmpty() ? "no credentials" : "credentials from " + source;
  }
}

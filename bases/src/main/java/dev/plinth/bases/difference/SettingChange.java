package dev.plinth.bases.difference;

/**
 * A member of the configuration that is not the same on both sides.
 *
 * @param member such as {@code user}, {@code entrypoint}, {@code env}
 * @param key the variable or label; empty for members that have none
 * @param before as it may be shown, empty where it was not set; a variable's or label's value
 *     begins with =
 * @param after the same of the newer side
 * @param hidden whether something in the values was replaced or cut because it may not be shown
 */
public record SettingChange(
    String member, String key, String before, String after, boolean hidden) {}

package dev.plinth.inventory.catalog;

/**
 * A user or group of an image.
 *
 * @param id its number
 * @param group the number of a user's chief group; of a group its own
 * @param shell a user's; empty for a group
 */
public record Account(String name, long id, long group, String shell) {}

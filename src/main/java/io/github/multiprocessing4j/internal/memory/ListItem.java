package io.github.multiprocessing4j.internal.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An item as it is written in a {@link ListLayout}.
 *
 * @param format what the data is, in the words of Python's {@code struct}
 * @param kind what becomes of it when it is read, one of the constants
 * @param data the data, in the order of this machine
 */
record ListItem(String format, byte kind, byte[] data) {

    /*
     * The formats are those of CPython's ShareableList, but for texts and bytes. CPython writes how much room there is,
     * as "16s", and takes the zeros at the end off when it reads; here it is how long the data is, as "13sx", so that
     * zeros at the end stay. CPython reads that as it reads its own, and its padding x makes CPython write the room
     * again when it replaces the item: by "13s" alone it would cut off what is longer.
     *
     * The field has eight bytes. Lengths that need more digits are written in another way, which CPython cannot read.
     */

    /** How many bytes a format has at most, and data at least, and what rooms are multiples of. */
    static final int UNIT = 8;

    private static final byte AS_IT_IS = 0;
    private static final byte TEXT = 1;
    private static final byte BYTES = 2;
    private static final byte NONE = 3;

    private static final String FORMAT_OF_NONE = "xxxxxx?x";
    private static final String FORMAT_OF_BOOLEAN = "xxxxxxx?";
    private static final int PLACE_OF_BOOLEAN = 7;

    private static final int LONGEST_IN_DIGITS = 999_999;
    private static final int LONG_RADIX = 36;
    private static final Pattern STRING = Pattern.compile("(\\d{1,7})s(x?)|~([0-9a-z]{1,6})");

    /**
     * Writes an item.
     *
     * @throws IllegalArgumentException if it is of a class that lists have not
     */
    static ListItem of(Object item) {
        ByteBuffer number = ByteBuffer.allocate(UNIT).order(ByteOrder.nativeOrder());
        if (item == null) {
            return new ListItem(FORMAT_OF_NONE, NONE, number.array());
        } else if (item instanceof String text) {
            return ofString(TEXT, text.getBytes(StandardCharsets.UTF_8));
        } else if (item instanceof byte[] bytes) {
            return ofString(BYTES, bytes);
        } else if (item instanceof Long value) {
            return new ListItem("q", AS_IT_IS, number.putLong(value).array());
        } else if (item instanceof Integer value) {
            return new ListItem("i", AS_IT_IS, number.putInt(value).array());
        } else if (item instanceof Double value) {
            return new ListItem("d", AS_IT_IS, number.putDouble(value).array());
        } else if (item instanceof Float value) {
            return new ListItem("f", AS_IT_IS, number.putFloat(value).array());
        } else if (item instanceof Boolean value) {
            byte flag = (byte) (value ? 1 : 0);
            return new ListItem(
                    FORMAT_OF_BOOLEAN,
                    AS_IT_IS,
                    number.put(PLACE_OF_BOOLEAN, flag).array());
        }
        throw new IllegalArgumentException("an item of " + item.getClass().getName()
                + ", and not a String, byte[], Long, Integer, Double, Float, Boolean or null");
    }

    private static ListItem ofString(byte kind, byte[] data) {
        String format =
                data.length <= LONGEST_IN_DIGITS ? data.length + "sx" : "~" + Integer.toString(data.length, LONG_RADIX);
        return new ListItem(format, kind, data);
    }

    /** How many bytes are reserved for an item that a list is made with. */
    long room() {
        return kind == TEXT || kind == BYTES ? UNIT * (data.length / UNIT + 1L) : UNIT;
    }

    /**
     * Reads an item. What is read may have been written by anybody, or be changed meanwhile: it is used only after it
     * was looked at.
     *
     * @param room the room of the item, of which the data is the beginning
     * @throws MalformedListException if it is none
     */
    static Object read(String format, byte kind, ByteBuffer room) {
        room.order(ByteOrder.nativeOrder());
        return switch (kind) {
            case NONE -> null;
            case TEXT -> new String(string(format, room), StandardCharsets.UTF_8);
            case BYTES -> string(format, room);
            case AS_IT_IS -> number(format, room);
            default -> throw new MalformedListException("its kind is " + kind);
        };
    }

    private static Object number(String format, ByteBuffer room) {
        return switch (format) {
            case "q" -> (Object) room.getLong(0);
            case "i" -> room.getInt(0);
            case "d" -> room.getDouble(0);
            case "f" -> room.getFloat(0);
            case FORMAT_OF_BOOLEAN -> room.get(PLACE_OF_BOOLEAN) != 0;
            default -> throw new MalformedListException("its format is \"" + format + "\"");
        };
    }

    private static byte[] string(String format, ByteBuffer room) {
        Matcher string = STRING.matcher(format);
        if (!string.matches()) {
            throw new MalformedListException("its format is \"" + format + "\"");
        }
        boolean isLong = string.group(1) == null;
        long length = isLong ? Long.parseLong(string.group(3), LONG_RADIX) : Long.parseLong(string.group(1));
        if (length > room.capacity()) {
            throw new MalformedListException("it has " + length + " bytes in a room of " + room.capacity());
        }
        boolean isExact = isLong || !string.group(2).isEmpty();
        int end = (int) length;
        while (!isExact && end > 0 && room.get(end - 1) == 0) {
            end--;
        }
        byte[] data = new byte[end];
        room.get(0, data);
        return data;
    }
}

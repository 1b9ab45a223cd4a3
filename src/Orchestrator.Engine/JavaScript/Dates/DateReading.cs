using System.Globalization;

namespace Orchestrator.Engine.JavaScript;

/// <summary>
/// Texts as dates: the language's ISO forms, the forms that dates themselves print, and the year-first forms people
/// write (2026/3/1, 2026-3-1 9:00). Anything else is not a date.
/// </summary>
internal static class DateReading
{
    public static double Parse(string text)
    {
        text = NumberReading.Trim(text);
        var iso = new Cursor(text);
        if (TryIso(iso, out var time))
        {
            return DateMath.Clip(time);
        }

        return DateMath.Clip(TryYearFirst(new Cursor(text), out time) || TryPrinted(text, out time) ? time : double.NaN);
    }

    private static bool TryIso(Cursor at, out double time)
    {
        time = double.NaN;
        var sign = at.TakeAny("+-");
        if (!at.Number(sign == '\0' ? 4 : 6, out var year) || (sign == '-' && year == 0))
        {
            return false;
        }

        var (month, day) = (1, 1);
        if (at.Take('-') && (!at.Number(2, out month) || (at.Take('-') && !at.Number(2, out day))))
        {
            return false;
        }

        year = sign == '-' ? -year : year;
        if (at.IsAtEnd)
        {
            return Finish(year, month, day, default, 0, out time);
        }

        return at.TakeAny("Tt ") is var mark and not '\0' && TryClock(at, 2, out var clock) && TryZone(at, out var offset) &&
            at.IsAtEnd && (mark != ' ' || offset is null) && Finish(year, month, day, clock, offset ?? DateMath.LocalOffset, out time);
    }

    /// <summary>2026/3/1 or 2026-3-1, with or without a time; always local.</summary>
    private static bool TryYearFirst(Cursor at, out double time)
    {
        time = double.NaN;
        if (!at.Number(4, out var year) || at.TakeAny("/-") is not (var mark and not '\0') || !at.UpTo(2, out var month) ||
            !at.Take(mark) || !at.UpTo(2, out var day))
        {
            return false;
        }

        (int, int, int, double) clock = default;
        return (at.IsAtEnd || (at.Take(' ') && TryClock(at, 1, out clock) && at.IsAtEnd)) &&
            Finish(year, month, day, clock, DateMath.LocalOffset, out time);
    }

    private static bool TryClock(Cursor at, int digits, out (int Hour, int Minute, int Second, double Millisecond) clock)
    {
        clock = default;
        var (second, millisecond) = (0, 0.0);
        if (!(digits == 2 ? at.Number(2, out var hour) : at.UpTo(2, out hour)) || !at.Take(':') || !at.Number(2, out var minute) ||
            (at.Take(':') && (!at.Number(2, out second) || (at.Take('.') && !at.Fraction(out millisecond)))))
        {
            return false;
        }

        clock = (hour, minute, second, millisecond);
        return true;
    }

    private static bool TryZone(Cursor at, out double? offset)
    {
        offset = null;
        if (at.TakeAny("Zz") != '\0')
        {
            offset = 0;
            return true;
        }

        var sign = at.TakeAny("+-");
        if (sign == '\0')
        {
            return true;
        }

        if (!at.Number(2, out var hours) || !at.Take(':') || !at.Number(2, out var minutes) || hours > 23 || minutes > 59)
        {
            return false;
        }

        offset = (sign == '-' ? -60_000.0 : 60_000.0) * ((hours * 60) + minutes);
        return true;
    }

    private static bool Finish(
        int year, int month, int day, (int Hour, int Minute, int Second, double Millisecond) clock, double offset, out double time)
    {
        var (hour, minute, second, millisecond) = clock;
        time = DateMath.Join(year, month - 1, day, hour, minute, second, millisecond) - offset;
        return month is >= 1 and <= 12 && day is >= 1 and <= 31 && minute <= 59 && second <= 59 &&
            (hour <= 23 || (hour == 24 && minute == 0 && second == 0 && millisecond == 0));
    }

    /// <summary>What <c>toString</c>, <c>toDateString</c> and <c>toUTCString</c> print.</summary>
    private static bool TryPrinted(string text, out double time)
    {
        time = double.NaN;
        var words = text.Split('(')[0].Replace(",", " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = words.Length > 0 && words[0].Length == 3 && DateText.Month(words[0]) < 0 && char.IsAsciiLetter(words[0][0]) ? 1 : 0;
        if (words.Length < at + 3)
        {
            return false;
        }

        var (monthWord, dayWord) = char.IsAsciiDigit(words[at][0]) ? (words[at + 1], words[at]) : (words[at], words[at + 1]);
        var month = DateText.Month(monthWord);
        if (month < 0 || !new Cursor(dayWord).UpTo(2, out var day) || !new Cursor(words[at + 2]).UpTo(6, out var year))
        {
            return false;
        }

        (int, int, int, double) clock = default;
        if (words.Length > at + 3 && !TryClock(new Cursor(words[at + 3]), 2, out clock))
        {
            return false;
        }

        var offset = DateMath.LocalOffset;
        if (words.Length > at + 4)
        {
            var zone = words[at + 4];
            if (zone.Length == 8 && zone.StartsWith("GMT", StringComparison.Ordinal) && int.TryParse(zone[3..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var hhmm))
            {
                offset = ((hhmm / 100 * 60) + (hhmm % 100)) * 60_000.0;
            }
            else if (zone is "GMT" or "Z" or "UTC")
            {
                offset = 0;
            }
            else
            {
                return false;
            }
        }

        return Finish(year, month + 1, day, clock, offset, out time);
    }

    private sealed class Cursor(string text)
    {
        private int _at;

        public bool IsAtEnd => _at == text.Length;

        public bool Take(char c)
        {
            var taken = _at < text.Length && text[_at] == c;
            _at += taken ? 1 : 0;
            return taken;
        }

        public char TakeAny(string choices) =>
            _at < text.Length && choices.Contains(text[_at], StringComparison.Ordinal) ? text[_at++] : '\0';

        /// <summary>Exactly so many digits.</summary>
        public bool Number(int digits, out int value)
        {
            var start = _at;
            return UpTo(digits, out value) && _at - start == digits;
        }

        public bool UpTo(int digits, out int value)
        {
            value = 0;
            var start = _at;
            while (_at < text.Length && _at - start < digits && char.IsAsciiDigit(text[_at]))
            {
                value = (value * 10) + (text[_at++] - '0');
            }

            return _at > start;
        }

        /// <summary>Digits after the point, as milliseconds; finer ones are dropped.</summary>
        public bool Fraction(out double milliseconds)
        {
            var start = _at;
            while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            {
                _at++;
            }

            milliseconds = int.Parse((text[start.._at] + "000")[..3], CultureInfo.InvariantCulture);
            return _at > start;
        }
    }
}

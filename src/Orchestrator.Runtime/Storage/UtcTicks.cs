using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Orchestrator.Runtime;

/// <summary>Moments as UTC ticks in <c>bigint</c> columns: the same text on every database, and comparable on SQLite.</summary>
public static class UtcTicks
{
    public static DateTimeOffset From(long ticks) => new(ticks, TimeSpan.Zero);

    /// <summary>Stores every <see cref="DateTimeOffset"/> of the model as UTC ticks; call from <c>ConfigureConventions</c>.</summary>
    public static ModelConfigurationBuilder StoreMomentsAsUtcTicks(this ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<Converter>();
        return conventions;
    }

    private sealed class Converter() : ValueConverter<DateTimeOffset, long>(moment => moment.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

using Microsoft.EntityFrameworkCore;

namespace Orchestrator.Runtime;

/// <summary>Columns are named after their properties: "OpenedAt" is "opened_at", "Sha256" is one word.</summary>
public static class ColumnNames
{
    public static void NameColumns(this ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(Of(property.Name));
        }
    }

    private static string Of(string property) =>
        string.Concat(property.Select((letter, at) => char.IsUpper(letter) ? (at == 0 ? "" : "_") + char.ToLowerInvariant(letter) : letter.ToString()));
}

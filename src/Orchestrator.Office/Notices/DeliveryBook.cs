using Orchestrator.Runtime;

namespace Orchestrator.Office.Notices;

/// <summary>Writes down, in the transaction of a notice, to whom it goes by which channel.</summary>
internal sealed class DeliveryBook(IEnumerable<INoticeChannel> channels, IAddressBook? addresses)
{
    private readonly INoticeChannel[] _channels = [.. channels];

    public async Task Add(Notice notice, UnitOfWork work)
    {
        if (_channels.Length == 0 || addresses is null)
        {
            return;
        }

        var db = work.Db<OfficeDb>();
        var people = await Receivers(notice, work.Cancellation);
        var wants = await NoticeChoices.Of(db, notice.Kind, people.Select(person => person.Id), work.Cancellation);
        foreach (var person in people)
        {
            foreach (var channel in _channels.Where(channel => channel.AddressOf(person) is not null && wants(person.Id, channel.Code)))
            {
                var id = NoticeDelivery.IdOf(notice.Id, channel.Code, person.Id);
                db.Deliveries.Add(new NoticeDelivery
                {
                    Id = id,
                    NoticeId = notice.Id,
                    Kind = notice.Kind,
                    Channel = channel.Code,
                    PersonId = person.Id,
                    PersonName = person.Name,
                    State = DeliveryState.Pending,
                    CreatedAt = work.Now,
                    NextAt = work.Now,
                    Revision = 1,
                });
                work.Entrust(DeliveryErrand.WireName, id);
                work.Changed("operations");
            }
        }
    }

    private async Task<IReadOnlyList<Addressee>> Receivers(Notice notice, CancellationToken ct) =>
        notice.PersonId is { } person ? await addresses!.Find(person, ct) is { } one ? [one] : []
        : notice.UnitId is { } unit ? await addresses!.OfUnit(unit, notice.Role, ct)
        : [];
}

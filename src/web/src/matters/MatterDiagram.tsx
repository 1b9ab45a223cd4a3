import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import type { MatterDocument } from '../api/types';
import { Picture } from '../cases/DiagramTab';
import { Loaded } from '../shell/states';

export default function MatterDiagram({ matter }: { matter: MatterDocument }) {
  const query = useQuery({ queryKey: ['matter', matter.id, 'diagram'], queryFn: () => api.get(`/matters/${encodeURIComponent(matter.id)}/diagram`) });
  return <Loaded query={query}>{(diagram) => <Picture diagram={diagram} />}</Loaded>;
}

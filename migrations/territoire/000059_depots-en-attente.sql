-- Deposits that wait are counted each time one more is made.
create index import_en_attente on import (depose_par) where statut in ('depot', 'a-verifier', 'en-attente', 'en-cours');
create index document_en_attente on document (depose_par) where etat in ('depot', 'examen');
